/** Who asks, as far as cases are concerned. Screens and changes take it, and SQL enforces it. */
export interface Viewer {
  userId: string;
  /** The teams whose cases the user may see. */
  teamIds: string[];
}

/** Condition on `cases c`: one of the viewer's teams owns it, and a protected case names the viewer. */
export function visibleTo(userId: string, teamIds: string): string {
  return `(c.team_id = any (${teamIds}) and (not c.protected or ${userId} = any (c.named_user_ids)))`;
}
