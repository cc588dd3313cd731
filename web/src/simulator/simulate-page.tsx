import { SubjectFrame } from '../definitions/subject-frame.js';
import type { Subject } from '../definitions/subject.js';
import { Answer } from '../leader/answer.js';
import { useFocusWhenLost } from '../ui/use-focus-when-lost.js';
import type { Calendar } from '../../../src/machines/index.js';
import { WithMachine, type Machine } from './machine.js';
import { Running } from './running.js';
import { usePlayed, useRun } from './sim.js';
import { StartForm } from './start-form.js';
import { useCalendar } from './use-calendar.js';
import '../case/case.css';
import './simulator.css';

/** Plays an invented case of a draft or version in the browser, on a clock of its own. */
export function SimulatePage() {
  const calendar = useCalendar();
  return (
    <SubjectFrame>
      {(subject) => (
        <WithMachine subject={subject}>
          {(machine) => (
            <Answer of={calendar}>
              {(days) => <Simulator key={subject.id} subject={subject} machine={machine} calendar={days} />}
            </Answer>
          )}
        </WithMachine>
      )}
    </SubjectFrame>
  );
}

interface SimulatorProps {
  subject: Subject;
  machine: Extract<Machine, { ok: true }>;
  calendar: Calendar;
}

function Simulator({ subject, machine, calendar }: SimulatorProps) {
  const { definition, compiled } = machine;
  const [run, change] = useRun(subject);
  const played = usePlayed({ definition, compiled, calendar, run });
  const runs = run !== null && played !== null && !('refused' in played);
  useFocusWhenLost(runs, runs ? 'simulation-now' : 'simulation-start');
  if (!runs) {
    const refused = played && 'refused' in played ? played.refused : null;
    return (
      <StartForm subject={subject} definition={definition} last={run} refused={refused} begin={change} />
    );
  }
  return <Running sim={{ subject, definition, run, change, ...played }} />;
}
