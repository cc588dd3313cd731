import { Alert, BodyLong, Heading } from '@navikt/ds-react';
import { useMemo, type ReactNode } from 'react';
import {
  checkExpressions,
  compileDefinition,
  parseDefinition,
  shippedFragments,
  type CompiledDefinition,
  type Definition,
  type Problem,
} from '../../../src/machines/index.js';
import { ProblemList } from '../definitions/problems.js';
import { subjectPath, type Subject } from '../definitions/subject.js';
import { useTexts } from '../ui/language.js';
import { simulatorTexts } from './simulator-texts.js';

/** A document that can be stepped, or why it cannot. */
export type Machine =
  { ok: true; definition: Definition; compiled: CompiledDefinition } | { ok: false; problems: Problem[] };

/** Reads the document of a draft or version, as the server would. */
export function readMachine(document: unknown): Machine {
  const parsed = parseDefinition(document, shippedFragments());
  if (!parsed.ok) return parsed;
  const { definition } = parsed;
  const problems = checkExpressions(definition);
  return problems.length > 0
    ? { ok: false, problems }
    : { ok: true, definition, compiled: compileDefinition(definition) };
}

interface WithMachineProps {
  subject: Subject;
  children: (machine: Extract<Machine, { ok: true }>) => ReactNode;
}

/** What is shown of a document that can be played; what is wrong with one that cannot. */
export function WithMachine({ subject, children }: WithMachineProps) {
  const texts = useTexts(simulatorTexts);
  const { document } = subject;
  const machine = useMemo(() => readMachine(document), [document]);
  if (machine.ok) return children(machine);
  return (
    <div className="blocks">
      <Alert variant="warning">
        <Heading level="2" size="xsmall">
          {texts.unreadable}
        </Heading>
        <BodyLong>{texts.unreadableHelp}</BodyLong>
      </Alert>
      <ProblemList
        problems={machine.problems}
        document={document}
        editor={subject.kind === 'draft' ? subjectPath(subject) : undefined}
      />
    </div>
  );
}
