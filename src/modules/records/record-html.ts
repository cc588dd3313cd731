import type { Text } from '../../machines/definition.js';
import type { CaseRecord, EventRecord, RecordHead, RecordPart } from './citizen-record.js';
import type { Language } from '../http/language.js';
import { recordTexts, type RecordTexts } from './record-texts.js';

/** The record for people: one page of HTML that needs nothing else, written as its parts come. */
export async function* recordAsHtml(
  parts: AsyncIterable<RecordPart>,
  { language, zone }: { language: Language; zone: string },
): AsyncGenerator<string> {
  const page = new RecordPage(language, zone);
  let looks = 0;
  for await (const part of parts) {
    switch (part.kind) {
      case 'head':
        yield page.head(part.head);
        break;
      case 'case':
        looks = 0;
        yield page.case(part.record);
        break;
      case 'event':
        yield page.event(part.event);
        break;
      case 'look':
        yield `${looks++ === 0 ? page.looksBegin() : ''}${page.row(page.at(part.look.at), part.look.userName ?? '', part.look.action)}`;
        break;
      case 'caseEnd':
        yield '</tbody></table></section>\n';
        break;
      case 'end':
        yield '</main></body></html>\n';
    }
  }
}

const STYLE = `body{font:16px/1.5 sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem}
table{border-collapse:collapse;width:100%;margin:.5rem 0 1.5rem}th,td{text-align:left;vertical-align:top;padding:.25rem .75rem .25rem 0;
border-bottom:1px solid #ccc;overflow-wrap:anywhere}section{break-before:page}`;

class RecordPage {
  private readonly texts: RecordTexts;
  private readonly moments: Intl.DateTimeFormat;

  constructor(
    private readonly language: Language,
    timeZone: string,
  ) {
    this.texts = recordTexts[language];
    const options = { dateStyle: 'long', timeStyle: 'short', timeZone } as const;
    this.moments = new Intl.DateTimeFormat(language === 'da' ? 'da-DK' : 'en-GB', options);
  }

  head({ citizen, madeAt, madeBy, reason, teams, elsewhere }: RecordHead): string {
    const { texts } = this;
    const address = citizen.address ?? '';
    const others = elsewhere.map(({ team, cases }) => `<li>${escapeHtml(texts.elsewhere(team, cases))}</li>`);
    const rows: [string, string][] = [
      [texts.born, citizen.bornOn ?? ''],
      [texts.address, address],
      [texts.contact, inWords(citizen.contact)],
      [texts.made, texts.madeBy(this.moments.format(new Date(madeAt)), madeBy)],
      [texts.reason, reason],
      [texts.teams, teams.join(', ')],
    ];
    return `<!doctype html><html lang="${this.language}"><head><meta charset="utf-8"><title>${escapeHtml(texts.title)}</title><style>${STYLE}</style></head><body><main>
<h1>${escapeHtml(`${texts.title}: ${citizen.name}`)}</h1>${this.table(rows)}
${others.length > 0 ? `<h2>${escapeHtml(texts.others)}</h2><ul>${others.join('')}</ul>` : ''}`;
  }

  case(record: CaseRecord): string {
    const { texts } = this;
    const facts = Object.entries(record.facts).map(([name, value]): [string, string] => [
      this.say(record.factTitles[name]) || name,
      inWords(value),
    ]);
    const [tasks, deadlines, messages] = [
      record.tasks.map((task) => this.cells(this.say(task.title), task.status, this.at(task.openedAt))),
      record.deadlines.map((each) => this.cells(this.say(each.title), each.status, each.dueOn)),
      record.messages.map((each) => this.cells(this.say(each.title), each.status, this.at(each.sentAt))),
    ];
    const about: [string, string][] = [
      [texts.team, record.team],
      [texts.opened, record.openedOn],
      [texts.ended, this.at(record.endedAt)],
      [texts.states, record.states.map((state) => this.say(state)).join('; ')],
    ];
    return `<section><h2>${escapeHtml(`${record.caseNumber}: ${this.say(record.title)}`)}</h2>${this.table(about)}
<h3>${escapeHtml(texts.facts)}</h3>${this.table(facts)}
${this.list(texts.tasks, tasks)}${this.list(texts.deadlines, deadlines)}${this.list(texts.messages, messages)}
<h3>${escapeHtml(texts.events)}</h3><table><thead>${this.headings(texts.happened, texts.recorded, texts.what)}</thead><tbody>`;
  }

  event({ title, type, happenedAt, recordedAt, by, facts, note }: EventRecord): string {
    const more = [by ?? '', note ?? '', facts ? inWords(facts) : ''].filter((text) => text !== '');
    const what = [this.say(title) || type, ...more].join(' · ');
    return this.row(this.at(happenedAt), this.at(recordedAt), what);
  }

  looksBegin(): string {
    const { texts } = this;
    return `</tbody></table><h3>${escapeHtml(texts.looks)}</h3><table><thead>${this.headings(texts.when, texts.who, texts.what)}</thead><tbody>`;
  }

  at(instant: string | null): string {
    return instant === null ? '' : this.moments.format(new Date(instant));
  }

  row(...texts: string[]): string {
    return `${this.cells(...texts)}\n`;
  }

  private cells(...texts: string[]): string {
    return `<tr>${texts.map((text) => `<td>${escapeHtml(text)}</td>`).join('')}</tr>`;
  }

  private headings(...texts: string[]): string {
    return `<tr>${texts.map((text) => `<th scope="col">${escapeHtml(text)}</th>`).join('')}</tr>`;
  }

  private table(rows: [string, string][]): string {
    const lines = rows.map(
      ([name, value]) => `<tr><th scope="row">${escapeHtml(name)}</th><td>${escapeHtml(value)}</td></tr>`,
    );
    return `<table><tbody>${lines.join('\n')}</tbody></table>`;
  }

  private list(title: string, rows: string[]): string {
    if (rows.length === 0) return '';
    return `<h3>${escapeHtml(title)}</h3><table><tbody>${rows.join('\n')}</tbody></table>`;
  }

  private say(text: Text | null | undefined): string {
    if (!text) return '';
    return (this.language === 'en' ? text.en : undefined) ?? text.da;
  }
}

function inWords(value: unknown): string {
  if (value === null || value === undefined) return '';
  if (Array.isArray(value)) return value.map(inWords).join('; ');
  if (typeof value !== 'object') return String(value as string | number | boolean);
  return Object.entries(value)
    .map(([name, inner]) => `${name}: ${inWords(inner)}`)
    .join(', ');
}

const SIGNS: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
const escapeHtml = (text: string): string => text.replace(/[&<>"']/g, (sign) => SIGNS[sign]!);
