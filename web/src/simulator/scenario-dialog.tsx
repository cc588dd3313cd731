import { Alert, BodyLong, Button, Modal, Textarea, VStack } from '@navikt/ds-react';
import { useRef, useState } from 'react';
import { Dialog } from '../ui/dialog.js';
import { useTexts } from '../ui/language.js';
import { toScenario } from './scenario.js';
import type { Sim } from './sim.js';
import { simulatorTexts } from './simulator-texts.js';

/** What was played, as a scenario to copy. */
export function ScenarioDialog({ sim, close }: { sim: Sim; close: () => void }) {
  const texts = useTexts(simulatorTexts).scenario;
  const { definition, simulation, zone, run } = sim;
  const scenario = toScenario(run, { definition, simulation, zone });
  return (
    <Dialog title={texts.title} width="medium" close={close}>
      <Modal.Body>
        {scenario ? (
          <Told text={JSON.stringify(scenario, null, 2)} />
        ) : (
          <Alert variant="info" size="small">
            {texts.cannot}
          </Alert>
        )}
      </Modal.Body>
    </Dialog>
  );
}

function Told({ text }: { text: string }) {
  const texts = useTexts(simulatorTexts).scenario;
  const field = useRef<HTMLTextAreaElement>(null);
  const [said, setSaid] = useState('');
  const copy = async () => {
    field.current?.select();
    // Browsers offer the clipboard over https only, and may refuse it.
    const copied = await navigator.clipboard?.writeText(text).then(
      () => true,
      () => false,
    );
    setSaid(copied ? texts.copied : texts.select);
  };
  return (
    <VStack gap="space-12">
      <BodyLong>{texts.lead}</BodyLong>
      <Textarea
        ref={field}
        label={texts.text}
        value={text}
        readOnly
        size="small"
        maxRows={16}
        className="scenario-text"
      />
      <div>
        <Button size="small" onClick={() => void copy()}>
          {texts.copy}
        </Button>{' '}
        <span role="status">{said}</span>
      </div>
    </VStack>
  );
}
