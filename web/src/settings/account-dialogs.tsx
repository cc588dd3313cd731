import { BodyLong, TextField } from '@navikt/ds-react';
import { useState } from 'react';
import type { TeamDto } from '../api-types.js';
import { useTexts } from '../ui/language.js';
import { FormDialog } from './form-dialog.js';
import { peopleTexts } from './people-texts.js';
import type { AccountRow } from './settings-queries.js';
import type { DialogState } from './user-dialog.js';

/** Closes an account, or opens it again, after saying what follows. */
export function ActiveDialog({
  account: { name, active, openCases, openTasks },
  send,
  ...state
}: DialogState & { account: AccountRow; send: (active: boolean) => void }) {
  const texts = useTexts(peopleTexts);
  return (
    <FormDialog
      title={active ? texts.deactivateOf(name) : texts.reactivateOf(name)}
      submit={active ? texts.deactivate : texts.reactivate}
      danger={active}
      faults={[]}
      onSubmit={() => send(!active)}
      {...state}
    >
      {() =>
        active ? (
          <>
            <BodyLong>{texts.closing.lead(name)}</BodyLong>
            <BodyLong>
              {openCases + openTasks > 0 ? texts.closing.work(openCases, openTasks) : texts.closing.noWork}
            </BodyLong>
          </>
        ) : (
          <BodyLong>{texts.closing.reopen(name)}</BodyLong>
        )
      }
    </FormDialog>
  );
}

/** Makes a team, or gives one another name. */
export function TeamDialog({
  team,
  send,
  ...state
}: DialogState & { team?: TeamDto; send: (name: string) => void }) {
  const texts = useTexts(peopleTexts);
  const [name, setName] = useState(team?.name ?? '');
  const missing = !/[\p{L}\p{N}]/u.test(name);
  return (
    <FormDialog
      title={team ? texts.renameOf(team.name) : texts.newTeam}
      submit={team ? texts.save : texts.create}
      faults={missing ? [{ id: 'team-name', message: texts.form.teamMissing }] : []}
      onSubmit={() => send(name.trim())}
      {...state}
    >
      {(faultOf) => (
        <TextField
          id="team-name"
          size="small"
          label={texts.form.teamName}
          value={name}
          maxLength={100}
          onChange={({ target }) => setName(target.value)}
          error={faultOf('team-name')}
        />
      )}
    </FormDialog>
  );
}
