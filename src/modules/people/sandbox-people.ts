import type { DataSource } from 'typeorm';
import type { Instant, Role } from '../../machines/definition.js';
import { inTransaction } from '../../persistence/transaction.js';
import { createTeam, createUser, listTeams, type TeamRow } from '../../persistence/users.js';
import { hashPassword } from '../auth/password.js';

/** The password of everybody in the sandbox municipality. */
export const SANDBOX_PASSWORD = 'sagsgang';

export const SANDBOX_TEAMS: TeamRow[] = [
  { id: 'boernehandicap', name: 'Børnehandicap' },
  { id: 'familie', name: 'Familieteamet' },
];

interface SandboxPerson {
  username: string;
  name: string;
  roles: Role[];
  teamIds: string[];
}

/** Two teams, so that borders between teams can be tried; two admins, because publishing takes four eyes. */
export const SANDBOX_PEOPLE: SandboxPerson[] = [
  { username: 'mette', name: 'Mette Holm', roles: ['caseworker'], teamIds: ['boernehandicap'] },
  { username: 'lars', name: 'Lars Dam', roles: ['caseworker'], teamIds: ['boernehandicap'] },
  { username: 'anne', name: 'Anne Friis', roles: ['teamLeader'], teamIds: ['boernehandicap'] },
  { username: 'bo', name: 'Bo Lind', roles: ['admin'], teamIds: [] },
  { username: 'ida', name: 'Ida Krogh', roles: ['admin'], teamIds: [] },
  { username: 'rikke', name: 'Rikke Toft', roles: ['auditor'], teamIds: [] },
  { username: 'jens', name: 'Jens Bak', roles: ['caseworker'], teamIds: ['familie'] },
  { username: 'kirsten', name: 'Kirsten Vad', roles: ['teamLeader'], teamIds: ['familie'] },
];

/** Adds the sandbox municipality's teams and people, once: a database that has teams already is left as it is. */
export async function addSandboxPeople(ds: DataSource, at: Instant): Promise<void> {
  const passwordHash = await hashPassword(SANDBOX_PASSWORD);
  await inTransaction(ds, async (tx) => {
    if ((await listTeams(tx)).length > 0) return;
    for (const team of SANDBOX_TEAMS) await createTeam(tx, team, at);
    for (const person of SANDBOX_PEOPLE) await createUser(tx, { ...person, passwordHash }, at);
  });
}
