import type { Definition } from '../../../src/machines/index.js';
import type { Client } from '../../support/app.js';
import { together } from '../../support/two-admins.js';

/** What the addresses of pages with a name in them need. */
export interface Samples {
  /** A refusal that waits for its call. */
  refusal: string;
  /** A new application in assessment. */
  application: string;
  /** A draft of an admin: decisions within ten weeks instead of twelve. */
  draft: string;
  /** What open cases would do under that draft. */
  rehearsal: string;
  /** Open refusals that went over to their second version. */
  migration: string;
}

interface Named {
  id: string;
  version: number;
}
type As = (username: string) => Promise<Client>;

const DRAFTS = '/api/definitions/drafts';

/** Finds cases of the sandbox, and has its admins change two case types. */
export async function makeSamples(as: As): Promise<Samples> {
  const [mette, bo, ida] = await Promise.all([as('mette'), as('bo'), as('ida')]);
  const firstCase = async (filter: string) => {
    const { body } = await mette.get<{ items: Named[] }>(`/api/cases?${filter}`);
    return body.items[0]!.id;
  };
  const draft = await draftOf(bo, 'newApplication', (document) => {
    document.parameters['decision']!.value = 'P10W';
  });
  const rehearsal = await made(bo.post<Named>(`${DRAFTS}/${draft}/rehearse`, {}));
  await finished(bo, `/api/definitions/rehearsals/${rehearsal.id}`);
  return {
    refusal: await firstCase('number=2026-000048'),
    application: await firstCase('caseType=newApplication&status=active&state=open.main.assessing'),
    draft,
    rehearsal: rehearsal.id,
    migration: await migrated(bo, ida),
  };
}

async function migrated(author: Client, reviewer: Client): Promise<string> {
  const draft = await draftOf(author, 'refusal', (document) => {
    document.parameters['callMaxAge']!.value = 'P3D';
  });
  await made(author.post(`${DRAFTS}/${draft}/verify`));
  await made(reviewer.post(`${DRAFTS}/${draft}/review`, { approved: true }, { 'if-match': '"1"' }));
  const { version } = await made(author.post<Named>(`${DRAFTS}/${draft}/publish`, {}));
  const migration = await made(
    together<Named>(reviewer, author.post(`/api/definitions/refusal/versions/${version}/migrate`, {})),
  );
  await finished(author, `/api/definitions/migrations/${migration.id}`);
  return migration.id;
}

async function draftOf(
  author: Client,
  caseType: string,
  change: (document: Definition) => void,
): Promise<string> {
  const path = `/api/definitions/${caseType}/versions/1`;
  const { body } = await author.get<{ document: Definition }>(path);
  change(body.document);
  const note = 'Politisk besluttet';
  return (await made(author.post<Named>(DRAFTS, { caseType, document: body.document, note }))).id;
}

async function made<Body>(asking: Promise<{ status: number; body: Body }>): Promise<Body> {
  const { status, body } = await asking;
  if (status >= 300) throw new Error(`${status}: ${JSON.stringify(body)}`);
  return body;
}

/** Asks until the run is over; each answer takes a round trip, so nothing is slept through. */
async function finished(client: Client, path: string): Promise<void> {
  for (;;) {
    const { status } = await made(client.get<{ status: string }>(path));
    if (status !== 'running' && status !== 'waiting') return;
  }
}
