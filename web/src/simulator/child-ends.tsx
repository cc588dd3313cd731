import { BodyLong, Heading, Select, TextField } from '@navikt/ds-react';
import { useState } from 'react';
import {
  inventFacts,
  type Definition,
  type InvokeDefinition,
  type StateNode,
} from '../../../src/machines/index.js';
import type { FormSchema } from '../api-types.js';
import { useTitles } from '../definitions/use-titles.js';
import { useNeighbours } from '../editor/use-neighbours.js';
import { SchemaForm } from '../form/schema-form.js';
import { useTexts, useWords } from '../ui/language.js';
import type { PlayLine, Sim } from './sim.js';
import { simulatorTexts } from './simulator-texts.js';

interface ChildEndsProps {
  /** Of the invocation. */
  id: string;
  sim: Sim;
  playLine: PlayLine;
}

/** Ends a child case as its definition can end, with the facts that it would hand back. */
export function ChildEnds({ id, sim, playLine }: ChildEndsProps) {
  const texts = useTexts(simulatorTexts).child;
  const words = useWords();
  const [end, setEnd] = useState('');
  const { data: neighbours } = useNeighbours(sim.definition.caseType);
  const invoke = invocation(sim.definition.machine, id);
  const child = neighbours?.current[invoke?.src ?? ''];
  const schema = child ? handedBack(child, end) : NOTHING;
  const moment = { today: sim.today, now: sim.simulation.now };
  return (
    <section className="card" aria-labelledby={`child-${id}`} data-child={id}>
      <Heading level="2" size="xsmall" id={`child-${id}`}>
        {texts.title(words(child?.title) || (invoke?.src ?? id))}
      </Heading>
      <BodyLong size="small" spacing>
        {texts.lead}
      </BodyLong>
      <ChooseEnd child={child} end={end} choose={setEnd} />
      {end && (
        <SchemaForm
          key={end}
          schema={schema}
          known={inventFacts(schema, moment)}
          draftKey={`simulation.${sim.subject.id}.${id}.${end}`}
          submitLabel={texts.submit}
          busy={false}
          refused={NONE}
          onSubmit={(facts) => {
            playLine({ childEnds: id, end, ...(Object.keys(facts).length > 0 && { facts }) });
            return Promise.resolve(true);
          }}
        />
      )}
    </section>
  );
}

const NONE: never[] = [];
const NOTHING: Pick<FormSchema, 'properties' | 'required'> = { properties: {}, required: [] };

interface ChooseEndProps {
  child: Definition | undefined;
  end: string;
  choose: (end: string) => void;
}

/** The ends of a case type that is not published are not known: they are written. */
function ChooseEnd({ child, end, choose }: ChooseEndProps) {
  const texts = useTexts(simulatorTexts).child;
  const titles = useTitles([child]);
  const onChange = ({ target }: { target: { value: string } }) => choose(target.value);
  if (!child) return <TextField label={texts.end} size="small" value={end} onChange={onChange} />;
  return (
    <Select label={texts.end} size="small" value={end} onChange={onChange}>
      <option value="">{texts.choose}</option>
      {Object.keys(child.ends).map((name) => (
        <option key={name} value={name}>
          {titles.state(name)}
        </option>
      ))}
    </Select>
  );
}

/** The facts that the end hands back, all asked for. */
function handedBack({ ends, facts }: Definition, end: string): typeof NOTHING {
  const names = (ends[end] ?? []).filter((name) => facts.properties[name]);
  return {
    properties: Object.fromEntries(names.map((name) => [name, facts.properties[name]!])),
    required: names.filter((name) => facts.properties[name]!.type !== 'array'),
  };
}

function invocation(node: StateNode, id: string): InvokeDefinition | undefined {
  if (node.invoke?.id === id) return node.invoke;
  for (const child of Object.values(node.states ?? {})) {
    const found = invocation(child, id);
    if (found) return found;
  }
  return undefined;
}
