import { Alert, Button, Heading, Loader } from '@navikt/ds-react';
import { useMemo, useState } from 'react';
import type { Definition } from '../../../src/machines/index.js';
import { SubjectFrame } from '../definitions/subject-frame.js';
import type { Subject } from '../definitions/subject.js';
import { WithMachine } from '../simulator/machine.js';
import { EmptyState } from '../ui/empty-pages.js';
import { useLanguage, useTexts } from '../ui/language.js';
import { Catalogue } from './catalogue.js';
import { countOf, findingsOf, type Findings } from './findings.js';
import { RuleCard } from './rule-card.js';
import { rulesTexts } from './rules-texts.js';
import { Structure } from './structure.js';
import { useProofs, type Proving } from './use-proofs.js';
import '../case/case.css';
import './rules.css';

const LIMIT_MS = 60_000;
const LONG_LIMIT_MS = 300_000;

/** The rules of a draft or version: what they demand, and whether every path keeps them. */
export function RulesPage() {
  return (
    <SubjectFrame>
      {(subject) => (
        <WithMachine subject={subject}>
          {({ definition }) => <Rules key={subject.id} subject={subject} definition={definition} />}
        </WithMachine>
      )}
    </SubjectFrame>
  );
}

function Rules({ subject, definition }: { subject: Subject; definition: Definition }) {
  const texts = useTexts(rulesTexts);
  const [limit, setLimit] = useState(LIMIT_MS);
  const proving = useProofs(subject.caseType, subject.document, limit);
  const verification = proving.stage === 'proved' ? proving.verification : null;
  const findings = useMemo(() => findingsOf(definition.rules, verification), [definition, verification]);
  const firstShown = findings.rules[0]?.verdict === 'broken' ? findings.rules[0].rule.id : null;
  return (
    <div className="blocks">
      <section aria-labelledby="rules" className="rules">
        <div>
          <Heading level="2" size="small" id="rules">
            {texts.title}
          </Heading>
          <p className="rules-lead">{texts.lead}</p>
        </div>
        <div role="status">
          <Summary proving={proving} findings={findings} />
        </div>
        {proving.stage === 'proving' && <Progress configurations={proving.configurations} />}
        {proving.stage === 'gaveUp' && limit === LIMIT_MS && (
          <Button size="small" variant="secondary" className="start" onClick={() => setLimit(LONG_LIMIT_MS)}>
            {texts.longer}
          </Button>
        )}
        {definition.rules.length === 0 && <EmptyState title={texts.none}>{texts.noneHelp}</EmptyState>}
        {findings.rules.map((finding) => (
          <RuleCard
            key={`${finding.rule.id} ${finding.verdict}`}
            finding={finding}
            subject={subject}
            definition={definition}
            shown={finding.rule.id === firstShown}
          />
        ))}
      </section>
      {proving.stage === 'proved' && (
        <Structure problems={findings.structure} subject={subject} definition={definition} />
      )}
      <Catalogue used={new Set(definition.rules.map(({ template }) => template))} />
    </div>
  );
}

/** What was found, in a sentence. */
function Summary({ proving, findings: { rules, structure } }: { proving: Proving; findings: Findings }) {
  const texts = useTexts(rulesTexts);
  if (proving.stage === 'proving') return texts.proving;
  if (proving.stage === 'gaveUp') return <Alert variant="warning">{texts.gaveUp}</Alert>;
  const { all, some, broken, notProved, structure: others } = texts.summary;
  const proved = countOf(rules, 'holds');
  const open = countOf(rules, 'broken');
  const unproved = rules.length - proved - open;
  const isGood = proved === rules.length && structure.length === 0;
  const sentences = [
    rules.length > 0 && (proved === rules.length ? all(proved) : some(proved, rules.length)),
    open > 0 && broken(open),
    unproved > 0 && notProved(unproved),
    structure.length > 0 && others(structure.length),
  ];
  return <Alert variant={isGood ? 'success' : 'warning'}>{sentences.filter(Boolean).join(' ')}</Alert>;
}

function Progress({ configurations }: { configurations: number }) {
  const texts = useTexts(rulesTexts);
  const { language } = useLanguage();
  return (
    <div className="proving" aria-hidden>
      <Loader size="small" /> {configurations > 0 && texts.seen(configurations.toLocaleString(language))}
    </div>
  );
}
