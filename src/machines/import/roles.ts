import type { Text } from '../definition.js';
import { RIGHTS, type Right, type RoleDefinition } from '../roles.js';
import { Naming } from './naming.js';
import { titleFrom } from './sections.js';

/** What a role of the source is to be here. */
export interface RoleChoice {
  /** As the source names it. */
  name: string;
  /** A role of the house; left out for one that the house has yet to make, which is named after the source. */
  key?: string;
  /** What the role is called; the name of the source where it is left out. */
  title?: Text;
  rights: Right;
}

/** A role that the source names, and what it may do there. */
export interface SourceRole {
  name: string;
  /** The titles of its events, in the order of the source. */
  events: string[];
}

const isBuiltIn = (key: string): boolean => RIGHTS.some((right) => right === key);

/** Puts roles of the house in the place of those of a source. Those of which nothing is said become the caseworker. */
export class Roles {
  private readonly definitions: Record<string, RoleDefinition> = {};
  private readonly keys = new Map<string, string>();
  private readonly events = new Map<string, Set<string>>();

  constructor(choices: readonly RoleChoice[]) {
    const named = choices.flatMap(({ key }) => (key === undefined ? [] : [key]));
    const naming = new Naming('role', [...RIGHTS, ...named]);
    for (const { name, key = naming.nameOf(name), title = titleFrom(name), rights } of choices) {
      this.keys.set(name, key);
      if (!isBuiltIn(key)) this.definitions[key] = { title, rights };
    }
  }

  /** The roles here that stand for those of the source, each once. */
  of(names: readonly string[], event: string): string[] {
    for (const name of names) this.events.set(name, (this.events.get(name) ?? new Set()).add(event));
    return [...new Set(names.map((name) => this.keys.get(name) ?? 'caseworker'))];
  }

  /** What the definition declares: of the roles that were asked for, those that not every house has. */
  declared(): Record<string, RoleDefinition> {
    const asked = new Set([...this.events.keys()].map((name) => this.keys.get(name)));
    return Object.fromEntries(Object.entries(this.definitions).filter(([key]) => asked.has(key)));
  }

  isChosen(name: string): boolean {
    return this.keys.has(name);
  }

  /** The roles that were asked for, with their events. */
  asked(): SourceRole[] {
    return [...this.events].map(([name, events]) => ({ name, events: [...events] }));
  }
}
