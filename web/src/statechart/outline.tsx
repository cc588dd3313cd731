import type { PlacedArrow, PlacedState, StatechartLayout, Trigger } from '../../../src/machines/index.js';
import { useTexts } from '../ui/language.js';
import { NO_MARKS, type ChartMarks } from './marks.js';
import { useStateWords } from './state-words.js';
import { statechartTexts } from './statechart-texts.js';

/** The same as the drawing, as a nested list: every state, what is open in it, and where its events lead. */
export function Outline({ layout, marks = NO_MARKS }: { layout: StatechartLayout; marks?: ChartMarks }) {
  const whole = layout.arrows.filter(({ from }) => from === '');
  return (
    <>
      <Leads arrows={whole} layout={layout} />
      <Level parent="" layout={layout} marks={marks} />
    </>
  );
}

function Level({ parent, layout, marks }: { parent: string; layout: StatechartLayout; marks: ChartMarks }) {
  const states = layout.states.filter((state) => state.parent === parent);
  if (states.length === 0) return null;
  return (
    <ul className="outline">
      {states.map((state) => (
        <OutlineState key={state.path} state={state} layout={layout} marks={marks} />
      ))}
    </ul>
  );
}

interface OutlineStateProps {
  state: PlacedState;
  layout: StatechartLayout;
  marks: ChartMarks;
}
function OutlineState({ state, layout, marks }: OutlineStateProps) {
  const texts = useTexts(statechartTexts);
  const wordsOf = useStateWords();
  return (
    <li>
      <strong>{wordsOf(state, marks.states.get(state.path))}</strong>
      {state.initial && <span className="quiet"> ({texts.begins})</span>}
      <StateFacts state={state} layout={layout} />
      <Level parent={state.path} layout={layout} marks={marks} />
    </li>
  );
}

/** What is open in a state and where its events lead. */
export function StateFacts({ state, layout }: { state: PlacedState; layout: StatechartLayout }) {
  const texts = useTexts(statechartTexts);
  const triggerWords = useTriggerWords();
  const arrows = layout.arrows.filter(({ from }) => from === state.path);
  return (
    <>
      {state.tasks.length > 0 && (
        <div className="outline-line">
          {texts.tasks}: {state.tasks.join('; ')}
        </div>
      )}
      {state.deadlines.length > 0 && (
        <div className="outline-line">
          {texts.deadlines}: {state.deadlines.join('; ')}
        </div>
      )}
      {state.senders.length > 0 && (
        <div className="outline-line">
          {texts.senders}: {state.senders.join('; ')}
        </div>
      )}
      <Leads arrows={arrows} layout={layout} />
      {state.stays.length > 0 && (
        <ul className="outline-leads">
          {state.stays.map((trigger) => (
            <li key={`${trigger.kind} ${trigger.name}`}>{texts.stays(triggerWords(trigger))}</li>
          ))}
        </ul>
      )}
    </>
  );
}

function Leads({ arrows, layout }: { arrows: PlacedArrow[]; layout: StatechartLayout }) {
  const texts = useTexts(statechartTexts);
  const triggerWords = useTriggerWords();
  const titleOf = (path: string) => layout.states.find((state) => state.path === path)?.title ?? path;
  if (arrows.length === 0) return null;
  return (
    <ul className="outline-leads">
      {arrows.flatMap(({ id, to, triggers }) =>
        triggers.map((trigger) => (
          <li key={`${id} ${trigger.kind} ${trigger.name}`}>
            {texts.leads(triggerWords(trigger), titleOf(to))}
          </li>
        )),
      )}
    </ul>
  );
}

function useTriggerWords(): (trigger: Trigger) => string {
  const texts = useTexts(statechartTexts);
  return ({ title, guarded }) => (guarded ? `${title} (${texts.condition})` : title);
}
