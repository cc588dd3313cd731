import { Modal, Switch } from '@navikt/ds-react';
import { shellTexts } from '../texts/shell-texts.js';
import { Dialog } from './dialog.js';
import { useTexts } from './language.js';
import { useShortcutSetting } from './shortcuts.js';

/** Every shortcut of the app, and the switch that turns them off. */
export function ShortcutDialog({ close }: { close: () => void }) {
  const texts = useTexts(shellTexts).keys;
  const { enabled, setEnabled } = useShortcutSetting();
  const shortcuts: [keys: string[], what: string][] = [
    [['?'], texts.help],
    [['/'], texts.search],
    [['i'], texts.tasks],
    [['n'], texts.newCase],
    [['j', '↓'], texts.next],
    [['k', '↑'], texts.previous],
    [['Enter'], texts.openTask],
    [['x'], texts.select],
    [['t'], texts.take],
    [['o'], texts.handOver],
  ];
  return (
    <Dialog title={texts.title} close={close}>
      <Modal.Body>
        <dl className="shortcuts">
          {shortcuts.map(([keys, what]) => (
            <div key={what}>
              <dt>
                {keys.map((key, at) => (
                  <span key={key}>
                    {at > 0 && ` ${texts.or} `}
                    <kbd>{key}</kbd>
                  </span>
                ))}
              </dt>
              <dd>{what}</dd>
            </div>
          ))}
        </dl>
        <Switch
          checked={enabled}
          onChange={(event) => setEnabled(event.target.checked)}
          description={texts.useHelp}
          size="small"
        >
          {texts.use}
        </Switch>
      </Modal.Body>
    </Dialog>
  );
}
