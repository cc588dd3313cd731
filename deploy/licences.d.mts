export interface Lock {
  packages: Record<string, { version?: string; license?: string; dev?: boolean; devOptional?: boolean }>;
}
export function listLicences(lock: Lock): { name: string; version: string; license: string }[];
