import { useMemo, useState } from 'react';
import {
  nextEvents,
  type Calendar,
  type CompiledDefinition,
  type Definition,
  type Reason,
  type ScriptStep,
  type Simulation,
} from '../../../src/machines/index.js';
import type { EventView } from '../api-types.js';
import type { Subject } from '../definitions/subject.js';
import { localDate } from '../ui/dates.js';
import { readStored, writeStored } from '../ui/preferences.js';
import { eventForm } from './forms.js';
import { fromStored, play, toStored, type Run } from './script.js';

/** What the parts of the page know of the case that is played. */
export interface Sim {
  subject: Subject;
  definition: Definition;
  run: Run;
  simulation: Simulation;
  /** Every event that the case knows of where it is, and whether it can happen. */
  events: EventView[];
  zone: string;
  /** Local date of the virtual clock. */
  today: string;
  /** Plays another script; null begins anew. */
  change: (run: Run | null) => void;
}

/** Plays one more line. */
export type PlayLine = (line: ScriptStep) => void;

/** The case that is played on this subject, if one is. It is kept in the browser, so that a mended draft can be tried on the same script. */
export function useRun({ caseType, id }: Subject): [Run | null, (run: Run | null) => void] {
  // What begins like this is forgotten when the user signs out.
  const key = `draft.simulation.${id}`;
  const [run, setRun] = useState(() => {
    const stored = readStored(key);
    return stored === null ? null : fromStored(stored, caseType);
  });
  const change = (next: Run | null) => {
    writeStored(key, next && toStored(caseType, next));
    setRun(next);
  };
  return [run, change];
}

interface Playing {
  definition: Definition;
  compiled: CompiledDefinition;
  calendar: Calendar;
  run: Run | null;
}

/** What the script comes to; a reason when no case can be begun with it. */
export function usePlayed({ definition, compiled, calendar, run }: Playing) {
  return useMemo((): Pick<Sim, 'simulation' | 'events' | 'zone' | 'today'> | { refused: Reason } | null => {
    if (!run) return null;
    const played = play(compiled, run, calendar);
    if (!played.ok) return { refused: played.reason };
    const { simulation } = played;
    const { startAt, facts } = run;
    const events = nextEvents(compiled, { startAt, facts, calendar }, simulation).map(
      ({ type, senders, accepted, reasons }): EventView => {
        const { title, help } = definition.events[type]!;
        const form = { type: 'object', additionalProperties: false, ...eventForm(definition, type) } as const;
        return { type, title, roles: [...senders], accepted, reasons, form, ...(help && { help }) };
      },
    );
    const { zone } = calendar;
    return { simulation, events, zone, today: localDate(simulation.now, zone) };
  }, [definition, compiled, calendar, run]);
}
