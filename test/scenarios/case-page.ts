import { bodyOf, type World } from './world.js';

interface Words {
  da: string;
}

/** What the API says of a case, as far as scenarios look at it. */
export interface CasePage {
  id: string;
  caseNumber: string;
  caseType: string;
  version: number;
  status: 'active' | 'done';
  endedAs: string | null;
  activeStates: { path: string }[];
  facts: Record<string, unknown>;
  tasks: { key: string; role: string; title: Words; dueOn: string | null }[];
  deadlines: {
    key: string;
    dueOn: string;
    targetOn: string;
    latestSendOn: string | null;
    breachedAt: string | null;
    status: 'running' | 'met' | 'late';
  }[];
  events: { type: string; accepted: boolean | 'dependsOnForm'; reasons: { text: Words }[] }[];
  children: { id: string; caseType: string; status: string }[];
}

export interface Message {
  kind: 'letter' | 'reminder';
  subject: string;
  rung: string | null;
  recipients: string[];
  late: boolean;
  status: 'queued' | 'sent' | 'cancelled';
  createdAt: string;
  sentAt: string | null;
}

export interface HistoryEntry {
  type: string;
  at: string;
  late: boolean;
  event: { by?: { userId: string }; facts?: Record<string, unknown> };
  effects: HappenedEffect[];
}

interface HappenedEffect {
  type: string;
  key?: string;
  agenda?: string;
  title?: Words;
  from?: { dueOn: string };
  deadline?: { dueOn: string };
  reason?: Words;
}

/** Who looks, when the scenario does not say: the leader of the team sees all its cases. */
const LOOKER = 'anne';

export async function casePage(world: World, label?: string, as = LOOKER): Promise<CasePage> {
  const client = await world.as(as);
  return bodyOf(await client.get<CasePage>(`/api/cases/${world.caseId(label)}`));
}

export async function messagesOf(world: World, label?: string): Promise<Message[]> {
  return allPages<Message>(world, `/api/messages?caseId=${world.caseId(label)}`);
}

/** Running deadlines of the team that are due before a date. */
export function deadlinesBefore(world: World, date: string): Promise<{ caseId: string; key: string }[]> {
  return allPages(world, `/api/deadlines?dueBefore=${date}`);
}

/** All of it: a long-lived case has more than one page. */
export async function historyOf(world: World, label?: string): Promise<HistoryEntry[]> {
  const client = await world.as(LOOKER);
  const entries: HistoryEntry[] = [];
  for (let afterSeq: number | null = 0; afterSeq !== null;) {
    const path = `/api/cases/${world.caseId(label)}/history?afterSeq=${afterSeq}`;
    const page: { items: HistoryEntry[]; next: number | null } = bodyOf(await client.get(path));
    entries.push(...page.items);
    afterSeq = page.next;
  }
  return entries;
}

async function allPages<Row>(world: World, path: string): Promise<Row[]> {
  const client = await world.as(LOOKER);
  const rows: Row[] = [];
  for (let cursor: string | null = ''; cursor !== null;) {
    const url = `${path}&limit=100${cursor ? `&cursor=${cursor}` : ''}`;
    const page: { items: Row[]; next: string | null } = bodyOf(await client.get(url));
    rows.push(...page.items);
    cursor = page.next;
  }
  return rows;
}
