import { ArrowRedoIcon, ArrowUndoIcon, FloppydiskIcon, SkipBackwardIcon } from '@navikt/aksel-icons';
import { ActionMenu, Button, HStack } from '@navikt/ds-react';
import { useState } from 'react';
import { save } from '../ui/save.js';
import { useTexts } from '../ui/language.js';
import { ScenarioDialog } from './scenario-dialog.js';
import { goTo, toFile } from './script.js';
import type { Sim } from './sim.js';
import { simulatorTexts } from './simulator-texts.js';

/** Going back and forth in the script, and keeping it. */
export function ScriptBar({ sim }: { sim: Sim }) {
  const texts = useTexts(simulatorTexts).script;
  const { run, change } = sim;
  const last = run.script.length;
  const look = { size: 'small', variant: 'secondary' } as const;
  return (
    <section aria-label={texts.label} className="simulation-script">
      <div className="small-heading">
        {texts.label}: <span role="status">{texts.at(run.at, last)}</span>
      </div>
      <HStack gap="space-8">
        <Button
          {...look}
          icon={<ArrowUndoIcon aria-hidden />}
          disabled={run.at === 0}
          onClick={() => change(goTo(run, run.at - 1))}
        >
          {texts.back}
        </Button>
        <Button
          {...look}
          icon={<ArrowRedoIcon aria-hidden />}
          disabled={run.at === last}
          onClick={() => change(goTo(run, run.at + 1))}
        >
          {texts.forward}
        </Button>
        <Button
          {...look}
          icon={<SkipBackwardIcon aria-hidden />}
          disabled={run.at === 0}
          onClick={() => change(goTo(run, 0))}
        >
          {texts.restart}
        </Button>
        <Keep sim={sim} />
        <Button size="small" variant="tertiary" onClick={() => change(null)}>
          {texts.anew}
        </Button>
      </HStack>
    </section>
  );
}

function Keep({ sim }: { sim: Sim }) {
  const texts = useTexts(simulatorTexts).script;
  const [telling, setTelling] = useState(false);
  const { caseType } = sim.definition;
  const saveFile = () => {
    const text = toFile(caseType, sim.run);
    save(new Blob([text], { type: 'application/json' }), `${caseType}-${texts.fileName}.json`);
  };
  return (
    <>
      <ActionMenu>
        <ActionMenu.Trigger>
          <Button size="small" variant="secondary" icon={<FloppydiskIcon aria-hidden />}>
            {texts.menu}
          </Button>
        </ActionMenu.Trigger>
        <ActionMenu.Content>
          <ActionMenu.Item onSelect={saveFile}>{texts.save}</ActionMenu.Item>
          <ActionMenu.Item onSelect={() => setTelling(true)}>{texts.scenario}</ActionMenu.Item>
        </ActionMenu.Content>
      </ActionMenu>
      {telling && <ScenarioDialog sim={sim} close={() => setTelling(false)} />}
    </>
  );
}
