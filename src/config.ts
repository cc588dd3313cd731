import { readFileSync } from 'node:fs';
import { isIP } from 'node:net';
import { plainToInstance, Transform } from 'class-transformer';
import {
  IsBoolean,
  IsIn,
  IsInt,
  IsOptional,
  IsUrl,
  Matches,
  Max,
  Min,
  MinLength,
  validateSync,
} from 'class-validator';
import { readGroupMap, type GroupMap } from './group-map.js';
import type { CalendarLaw } from './machines/holidays.js';
import { RootKeys } from './persistence/tampering/root-key.js';
import {
  ASSURANCE_LEVELS,
  PRIVILEGES,
  readSaml,
  samlProblems,
  type AssuranceLevel,
  type SamlSettings,
} from './saml-settings.js';

const number = Transform(({ value }: { value: unknown }) => Number(value));
const flag = Transform(({ value }: { value: unknown }) => FLAGS[String(value).toLowerCase()] ?? value);
const FLAGS: Record<string, boolean> = { true: true, '1': true, false: false, '0': false };

const ROLES_OF_A_NODE = ['all', 'api', 'worker'] as const;
const LOG_LEVELS = ['silent', 'fatal', 'error', 'warn', 'info', 'debug', 'trace'] as const;
const MODES = ['development', 'test', 'production'] as const;

/** Every environment variable that is read, with its default. `.env.example` explains each; a test holds the two together. */
export class Environment {
  @IsIn(MODES) NODE_ENV: (typeof MODES)[number] = 'development';
  @number @IsInt() @Min(0) @Max(65_535) PORT = 3000;
  @MinLength(1) HOST = 'localhost';
  @IsOptional() @IsUrl({ require_tld: false, require_protocol: true }) PUBLIC_URL?: string = undefined;
  TRUST_PROXY = 'false';
  @IsIn(ROLES_OF_A_NODE) ROLE: (typeof ROLES_OF_A_NODE)[number] = 'all';
  @IsOptional() @Matches(/^postgres(ql)?:\/\/./) DATABASE_URL?: string = undefined;
  @Matches(/^[a-z_][a-z0-9_]{0,62}$/) DATABASE_SCHEMA = 'sagsgang';
  @MinLength(1) DATA_DIR = '.data';
  @IsOptional() @flag @IsBoolean() SANDBOX?: boolean = undefined;
  @flag @IsBoolean() LOCAL_SIGN_IN = true;
  @IsOptional() @IsUrl({ require_tld: false, require_protocol: true }) OIDC_ISSUER?: string = undefined;
  @IsOptional() @MinLength(1) OIDC_CLIENT_ID?: string = undefined;
  @IsOptional() @MinLength(1) OIDC_CLIENT_SECRET?: string = undefined;
  @Matches(/\bopenid\b/) OIDC_SCOPE = 'openid profile email';
  @MinLength(1) OIDC_GROUPS_CLAIM = 'groups';
  @IsOptional() @MinLength(1) SAML_IDP_ISSUER?: string = undefined;
  @IsOptional() @IsUrl({ require_tld: false, require_protocol: true }) SAML_ENTRY_POINT?: string = undefined;
  @IsOptional() @IsUrl({ require_tld: false, require_protocol: true }) SAML_LOGOUT_URL?: string = undefined;
  @IsOptional() @MinLength(1) SAML_IDP_CERT_FILE?: string = undefined;
  @IsOptional() @MinLength(1) SAML_ISSUER?: string = undefined;
  @IsOptional() @MinLength(1) SAML_KEY_FILE?: string = undefined;
  @IsOptional() @MinLength(1) SAML_CERT_FILE?: string = undefined;
  @MinLength(1) SAML_GROUPS_ATTRIBUTE = PRIVILEGES;
  @IsOptional() @Matches(/^\d{8}$/) SAML_CVR?: string = undefined;
  @IsIn(ASSURANCE_LEVELS) SAML_LEAST_ASSURANCE: AssuranceLevel = 'Substantial';
  @MinLength(2) SIGN_IN_GROUPS = '{}';
  @number @IsInt() @Min(1) @Max(720) SESSION_HOURS = 10;
  @number @IsInt() @Min(1) @Max(1440) SESSION_IDLE_MINUTES = 60;
  @IsIn(LOG_LEVELS) LOG_LEVEL: (typeof LOG_LEVELS)[number] = 'info';
  @number @IsInt() @Min(1) RATE_LIMIT = 1200;
  @number @IsInt() @Min(1) LOGIN_RATE_LIMIT = 20;
  @number @IsInt() @Min(1) READY_LAG_SECONDS = 300;
  @IsOptional() @MinLength(1) AUDIT_KEY?: string = undefined;
  @IsOptional() @MinLength(1) AUDIT_KEY_FILE?: string = undefined;
  @IsOptional()
  @IsUrl({ require_tld: false, require_protocol: true, protocols: ['http', 'https'] })
  OTEL_EXPORTER_OTLP_ENDPOINT?: string = undefined;
  @MinLength(1) OTEL_SERVICE_NAME = 'sagsgang';
  @number @Min(0) @Max(1) OTEL_TRACES_SAMPLER_ARG = 1;
  @Matches(/^[A-Z]{2}(-\w+){0,2}$/) CALENDAR_COUNTRY = 'DK';
  @MinLength(1) CALENDAR_ZONE = 'Europe/Copenhagen';
  @Matches(/^[a-z]{2}$/) CALENDAR_LANGUAGE = 'da';
}

/** What the product reads of its surroundings. Made once by `loadConfig`. */
export interface Config {
  production: boolean;
  port: number;
  host: string;
  /** Origin under which browsers reach the product, when a proxy hides it. */
  publicUrl: string | null;
  /** Addresses and networks of the proxies whose `X-Forwarded-For` is believed; false: nobody's. */
  trustProxy: string[] | false;
  role: (typeof ROLES_OF_A_NODE)[number];
  /** Null: embedded PostgreSQL under `dataDir`. */
  databaseUrl: string | null;
  databaseSchema: string;
  dataDir: string;
  sandbox: boolean;
  /** People may sign in with a user name and a password. */
  localSignIn: boolean;
  /** The OpenID Connect provider of the municipality. */
  oidc: {
    issuer: string;
    clientId: string;
    clientSecret: string | null;
    scope: string;
    groupsClaim: string;
  } | null;
  /** The SAML 2.0 provider of the municipality; it has this one or the other. */
  saml: SamlSettings | null;
  /** What groups of an identity provider give here. */
  signInGroups: GroupMap;
  sessionHours: number;
  /** A session ends when its person has done nothing for so long. */
  sessionIdleMinutes: number;
  logLevel: (typeof LOG_LEVELS)[number];
  /** Requests per minute and client address. */
  rateLimit: number;
  /** Attempts to sign in per minute and client address. */
  loginRateLimit: number;
  /** A node is not ready when the oldest due timer has waited longer than this. */
  readyLagSeconds: number;
  /** With which the roots of what was recorded are signed and checked; null: they are not signed. */
  auditKeys: RootKeys | null;
  /** The OpenTelemetry collector to which spans are sent, as what, and which share of them (0 to 1); null: none are made. */
  tracing: { endpoint: string; serviceName: string; ratio: number } | null;
  /** Whose law the first calendar follows; later ones are edited from it. */
  calendarLaw: CalendarLaw;
}

/** Raised by `loadConfig`; the message lists every key that is wrong. */
export class ConfigError extends Error {
  constructor(readonly problems: string[]) {
    super(`The environment is not valid:\n${problems.map((problem) => `  - ${problem}`).join('\n')}`);
    this.name = 'ConfigError';
  }
}

/** Reads and checks the environment. Guarantees a config that can be used as it is; throws `ConfigError` otherwise. */
export function loadConfig(env: Record<string, string | undefined> = process.env): Config {
  const keys = Object.keys(new Environment());
  const given = Object.fromEntries(keys.filter((key) => env[key]).map((key) => [key, env[key]]));
  const values = plainToInstance(Environment, given, { exposeDefaultValues: true });
  const sandbox = values.SANDBOX ?? values.NODE_ENV !== 'production';
  const problems = [
    ...validateSync(values).flatMap((error) =>
      Object.values(error.constraints ?? {}).map((text) => `${text} (${error.property})`),
    ),
    ...combinationProblems(values, sandbox),
    ...signInProblems(values),
    ...samlProblems(values),
  ];
  if (problems.length > 0) throw new ConfigError(problems);
  return { ...toConfig(values, sandbox), auditKeys: readAuditKeys(values), saml: samlOf(values) };
}

/** Throws `ConfigError` for files that are not what they must be. */
function samlOf(values: Environment): SamlSettings | null {
  try {
    return readSaml(values);
  } catch (error) {
    throw new ConfigError([(error as Error).message]);
  }
}

/** Throws `ConfigError`; its sentence does not hold the key. */
function readAuditKeys({ AUDIT_KEY, AUDIT_KEY_FILE }: Environment): RootKeys | null {
  if (!AUDIT_KEY && !AUDIT_KEY_FILE) return null;
  try {
    return RootKeys.read(AUDIT_KEY ?? readFileSync(AUDIT_KEY_FILE!, 'utf8'));
  } catch (error) {
    const name = AUDIT_KEY ? 'AUDIT_KEY' : 'AUDIT_KEY_FILE';
    throw new ConfigError([`${name} must give an Ed25519 key in PEM: ${(error as Error).message}`]);
  }
}

function combinationProblems(values: Environment, sandbox: boolean): string[] {
  const problems: string[] = [];
  if (values.NODE_ENV === 'production' && sandbox === true) {
    problems.push('SANDBOX must be false when NODE_ENV is production: its clock can be moved');
  }
  if (values.NODE_ENV === 'production' && !values.DATABASE_URL) {
    problems.push('DATABASE_URL must be set when NODE_ENV is production');
  }
  const wrong = (proxiesOf(values.TRUST_PROXY) || []).filter((each) => !isNetwork(each));
  if (wrong.length > 0) {
    const help =
      'it names the proxies that are believed: addresses and networks (10.0.0.1, 10.1.0.0/16), or loopback';
    problems.push(`TRUST_PROXY must not hold ${wrong.join(', ')}: ${help}`);
  }
  if (values.AUDIT_KEY && values.AUDIT_KEY_FILE) {
    problems.push('AUDIT_KEY and AUDIT_KEY_FILE are two ways to give the same: set one of them');
  }
  return problems;
}

function oidcOf(values: Environment): Config['oidc'] {
  const { OIDC_ISSUER: issuer, OIDC_CLIENT_ID: clientId, OIDC_CLIENT_SECRET: clientSecret = null } = values;
  if (!issuer || !clientId) return null;
  return { issuer, clientId, clientSecret, scope: values.OIDC_SCOPE, groupsClaim: values.OIDC_GROUPS_CLAIM };
}

function signInProblems(values: Environment): string[] {
  const { OIDC_ISSUER, OIDC_CLIENT_ID, PUBLIC_URL } = values;
  const byOidc = OIDC_ISSUER !== undefined;
  const federated = byOidc || values.SAML_IDP_ISSUER !== undefined;
  const problems: [boolean, string][] = [
    [byOidc !== (OIDC_CLIENT_ID !== undefined), 'OIDC_ISSUER and OIDC_CLIENT_ID belong together'],
    [byOidc && !PUBLIC_URL, 'PUBLIC_URL must be set with OIDC_ISSUER: people come back there'],
    [
      values.NODE_ENV === 'production' && OIDC_ISSUER !== undefined && !staysPrivate(OIDC_ISSUER),
      'OIDC_ISSUER must be an https address when NODE_ENV is production',
    ],
    [!federated && !values.LOCAL_SIGN_IN, 'LOCAL_SIGN_IN is false and there is no other way to sign in'],
    [
      readGroupMap(values.SIGN_IN_GROUPS) === null,
      'SIGN_IN_GROUPS must be JSON: {"name of a group": {"roles": ["caseworker"], "teams": ["id of a team"]}}',
    ],
  ];
  return problems.flatMap(([isWrong, text]) => (isWrong ? [text] : []));
}

/** Nobody on the way can read it: encrypted, or never leaves the machine (RFC 6761 keeps `localhost` and what ends in it for that). */
function staysPrivate(address: string): boolean {
  const { protocol, hostname } = new URL(address);
  return protocol === 'https:' || /(^|\.)localhost$/.test(hostname);
}

function proxiesOf(text: string): Config['trustProxy'] {
  return text === 'false' ? false : text.split(',').map((each) => each.trim());
}

const NAMED_NETWORKS = ['loopback', 'linklocal', 'uniquelocal'];

function isNetwork(text: string): boolean {
  const [address = '', bits = '128', ...more] = text.split('/');
  const widest = isIP(address) === 4 ? 32 : 128;
  const isRange = more.length === 0 && (bits === '128' || (/^\d+$/.test(bits) && Number(bits) <= widest));
  return NAMED_NETWORKS.includes(text) || (isIP(address) > 0 && isRange && Number(bits) > 0);
}

function tracingOf(values: Environment): Config['tracing'] {
  const { OTEL_EXPORTER_OTLP_ENDPOINT: endpoint } = values;
  if (!endpoint) return null;
  return { endpoint, serviceName: values.OTEL_SERVICE_NAME, ratio: values.OTEL_TRACES_SAMPLER_ARG };
}

function lawOf({
  CALENDAR_COUNTRY,
  CALENDAR_ZONE: zone,
  CALENDAR_LANGUAGE: language,
}: Environment): CalendarLaw {
  const [country = '', state, region] = CALENDAR_COUNTRY.split('-');
  return { country, zone, language, ...(state && { state }), ...(region && { region }) };
}

function toConfig(values: Environment, sandbox: boolean): Omit<Config, 'auditKeys' | 'saml'> {
  return {
    production: values.NODE_ENV === 'production',
    port: values.PORT,
    host: values.HOST,
    publicUrl: values.PUBLIC_URL ? new URL(values.PUBLIC_URL).origin : null,
    trustProxy: proxiesOf(values.TRUST_PROXY),
    role: values.ROLE,
    databaseUrl: values.DATABASE_URL ?? null,
    databaseSchema: values.DATABASE_SCHEMA,
    dataDir: values.DATA_DIR,
    sandbox,
    localSignIn: values.LOCAL_SIGN_IN,
    oidc: oidcOf(values),
    signInGroups: readGroupMap(values.SIGN_IN_GROUPS)!,
    sessionHours: values.SESSION_HOURS,
    sessionIdleMinutes: values.SESSION_IDLE_MINUTES,
    logLevel: values.LOG_LEVEL,
    rateLimit: values.RATE_LIMIT,
    loginRateLimit: values.LOGIN_RATE_LIMIT,
    readyLagSeconds: values.READY_LAG_SECONDS,
    tracing: tracingOf(values),
    calendarLaw: lawOf(values),
  };
}
