import { isName, isObject, textOf, type JsonObject } from '../parse/json.js';
import { Ledger } from './ledger.js';
import { Naming } from './naming.js';
import { Sections } from './sections.js';
import {
  canComplete,
  isVersion4,
  readTree,
  Whereabouts,
  withAllBelow,
  type SourceState,
} from './source-tree.js';

/** What our own export puts into the `meta` of the machine, so that nothing is lost on the way back. */
export interface Luggage {
  /** The definition without its machine. */
  definition: JsonObject;
  /** Path of a state → the facts that its child case hands back. */
  takenOver: JsonObject;
}

/** Copies that wildcards may make before the machine is refused. */
const MOST_COPIES = 5_000;

export class TooManyCopies extends Error {}

/** Everything that the conversion of one machine shares. */
export class Workshop {
  readonly ledger = new Ledger();
  readonly root: SourceState;
  readonly places: Whereabouts;
  readonly sections: Sections;
  readonly caseType: string;
  readonly version4: boolean;
  /** Set when the machine itself becomes a state: its name, and that of the final state beside it. */
  readonly wrapped: { inside: string; end: string } | null;
  /** Events that the machine knows by their whole names. */
  readonly events: string[];
  private readonly counts = new Map<string, number>();
  private copies = 0;

  constructor(
    source: JsonObject,
    readonly luggage: Luggage | null,
  ) {
    this.root = readTree(source);
    this.places = new Whereabouts(this.root);
    this.version4 = isVersion4(this.root);
    this.caseType = luggage
      ? (textOf(luggage.definition['caseType']) ?? 'imported')
      : new Naming('imported').nameOf(textOf(source['id']) ?? 'imported');
    this.wrapped =
      source['type'] === 'parallel' || source['after'] !== undefined
        ? { inside: 'running', end: 'ended' }
        : null;
    this.events = eventsOf(this.root);
    this.sections = new Sections(luggage?.definition ?? {}, this.events);
  }

  /** Our own guards are CEL; a bare name is one that somebody else has written. */
  isOurs(guard: string, pattern: RegExp): boolean {
    if (this.luggage) return guard === 'true' || guard === 'false' || !isName(guard);
    return pattern.test(guard) && !guard.includes('{{') && !guard.startsWith('inline');
  }

  dotted(state: SourceState): string {
    return pathOf(state, this.wrapped ? [this.wrapped.inside] : []).join('.');
  }

  /** How a target is written here: as in the source, but by the names of here. */
  targetText(from: SourceState, to: SourceState, text: string): string {
    if (text.startsWith('#')) return `#${this.caseType}.${this.dotted(to)}`;
    const start = text.startsWith('.') || from.parent === undefined ? from : from.parent;
    const path = pathOf(to).slice(pathOf(start).length).join('.');
    return start === from ? `.${path}` : path;
  }

  nextNumber(of: string): number {
    const number = (this.counts.get(of) ?? 0) + 1;
    this.counts.set(of, number);
    return number;
  }

  /** Throws when a few wildcards would make a machine that nobody can hold. */
  countCopy(): void {
    this.copies += 1;
    if (this.copies > MOST_COPIES) throw new TooManyCopies();
  }

  /** The ways in which a case can end. */
  get ends(): string[] {
    if (this.wrapped) return canComplete(this.root) ? [this.wrapped.end] : [];
    return this.root.children.filter(({ node }) => node['type'] === 'final').map(({ name }) => name);
  }
}

function pathOf(state: SourceState, before: string[] = []): string[] {
  return state.parent ? [...pathOf(state.parent, before), state.name] : before;
}

const isWhole = (event: string): boolean => event !== '' && event !== '*' && !event.endsWith('.*');

function eventsOf(root: SourceState): string[] {
  const events = withAllBelow(root).flatMap(({ node: { on } }) => (isObject(on) ? Object.keys(on) : []));
  return [...new Set(events)].filter(isWhole);
}
