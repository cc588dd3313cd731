/** Who reads: what they see is theirs by team, and protected cases only by name. */
export interface Reader {
  id: string;
  teamIds: string[];
  roles: string[];
}

/** SQL: the reader of parameters `$teamIds` (text[]) and `$userId` (uuid) may see case `c`. */
export function seenBy(teamIds: string, userId: string): string {
  return `c.team_id = any(${teamIds}::text[]) and (not c.protected or ${userId}::uuid = any(c.named_user_ids))`;
}
