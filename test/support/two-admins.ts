import type { AccountRow } from '../../src/persistence/accounts.js';
import type { PendingChange } from '../../src/persistence/pending-changes.js';
import type { OneTimeCode } from '../../src/modules/people/one-time-code.service.js';
import { Client, type Answer } from './app.js';

/** An account with the code by which its owner comes in for the first time. */
export interface WithCode {
  account: AccountRow;
  code: OneTimeCode;
}

/** The account of that name, as an administrator sees it; undefined when there is none. */
export async function accountOf(admin: Client, username: string): Promise<AccountRow> {
  const { body } = await admin.get<AccountRow[]>('/api/users');
  return body.find((account) => account.username === username)!;
}

/** What came of a change that one administrator has asked for, once the other has approved it; a refusal as it came. */
export async function together<Result>(
  other: Client,
  asking: Promise<Answer<unknown>>,
): Promise<Answer<Result>> {
  const asked = await asking;
  if (asked.status !== 202) return asked as Answer<Result>;
  const body = asked.body as PendingChange | { pending: PendingChange };
  const { id } = 'pending' in body ? body.pending : body;
  const {
    status,
    headers,
    body: approved,
  } = await other.post<{ result: Result }>(`/api/changes/${id}/approve`);
  return { status, headers, body: status === 200 ? approved.result : (approved as unknown as Result) };
}

/** What came of the change that is pending last. */
export async function approveNewest<Result>(other: Client): Promise<Result> {
  const { body } = await other.get<PendingChange[]>('/api/changes');
  const answer = await other.post<{ result: Result }>(`/api/changes/${body[0]!.id}/approve`);
  if (answer.status !== 200) throw new Error(JSON.stringify(answer.body));
  return answer.body.result;
}

export const NEW_PASSWORD = 'en lang og glat vej';

/** Signed in by the code that was handed out, with a password of the own choice. */
export async function enterByCode(url: string, { username, code }: OneTimeCode): Promise<Client> {
  const anonymous = new Client(url);
  const body = { username, code, password: NEW_PASSWORD };
  const { status } = await anonymous.post('/api/session/code', body);
  if (status !== 204) throw new Error(`${username} cannot use the code: ${status}`);
  const { headers } = await anonymous.post('/api/session', { username, password: NEW_PASSWORD });
  return new Client(url, String([headers['set-cookie']].flat()[0]).split(';', 1)[0]);
}
