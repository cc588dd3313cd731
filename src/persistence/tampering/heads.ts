import { sql } from '../statement.js';
import { query, type Db } from '../transaction.js';
import { Digest } from './digest.js';

/** The last event of a case as a root has seen it, something published, or what is left of a case that was disposed of. */
export interface Head {
  kind: 'case' | 'definition' | 'calendar' | 'disposal';
  key: string;
  label: string;
  seq: number;
  hash: string;
}

/** A head beside what is there now: `present` is null when that event is gone. */
export interface CheckedHead extends Head {
  present: string | null;
  caseThere: boolean;
}

const NOTE = sql(
  'note-audit-heads',
  `with present as (
     select 'case' as kind, id::text as key, number as label, seq, last_hash as hash from cases
     union all select 'definition', case_type || '@' || version, case_type || ' version ' || version, version, hash
       from definitions where status = 'published'
     union all select 'calendar', version::text, 'calendar version ' || version, version, hash from calendars
     union all select 'disposal', number::text, 'record of disposal ' || number, number, hash from case_disposals)
   insert into audit_heads (root, kind, key, label, seq, hash)
   select $1, p.kind, p.key, p.label, p.seq, p.hash from present p
   left join lateral (select h.seq, h.hash from audit_heads h where h.kind = p.kind and h.key = p.key
     order by h.root desc limit 1) before on true
   where before.seq is distinct from p.seq or before.hash is distinct from p.hash`,
);
const UUID = `case when h.key ~ '^[0-9a-f-]{36}$' then h.key::uuid end`;
const READ = sql(
  'read-audit-heads',
  `select h.kind, h.key, h.label, h.seq, h.hash,
     case h.kind
       when 'case' then coalesce(
         (select e.hash from case_events e where e.case_id = ${UUID} and e.seq = h.seq),
         (select d.event_hashes[h.seq] from case_disposals d where d.case_id = ${UUID}))
       when 'definition' then (select d.hash from definitions d
         where d.case_type = split_part(h.key, '@', 1) and d.version = h.seq and d.status = 'published')
       when 'disposal' then (select d.hash from case_disposals d where d.number = h.seq)
       else (select c.hash from calendars c where c.version = h.seq) end as present,
     exists (select from cases c where c.id = ${UUID})
       or exists (select from case_disposals d where d.case_id = ${UUID}) as "caseThere"
   from audit_heads h where h.root = $1 and (h.kind, h.key) > ($2, $3) order by h.kind, h.key limit $4`,
);

/** Notes for a root what has changed since the ones before. */
export async function noteHeads(db: Db, root: number): Promise<void> {
  await query(db, NOTE, [root]);
}

const HEADS_AT_ONCE = 1_000;

/** The heads of a root beside what is there now, a page at a time. */
export async function* eachHead(db: Db, root: number): AsyncGenerator<CheckedHead> {
  let after = ['', ''];
  for (;;) {
    const page: CheckedHead[] = await query<CheckedHead>(db, READ, [root, ...after, HEADS_AT_ONCE]);
    yield* page;
    if (page.length < HEADS_AT_ONCE) return;
    const { kind, key } = page.at(-1)!;
    after = [kind, key];
  }
}

export async function digestOfHeads(db: Db, root: number): Promise<{ count: number; digest: string }> {
  const digest = new Digest();
  for await (const head of eachHead(db, root)) addHead(digest, head);
  return digest.result();
}

export function addHead(digest: Digest, { kind, key, label, seq, hash }: Head): void {
  digest.add([kind, key, label, seq, hash]);
}
