import { Textarea } from '@navikt/ds-react';
import { useDeferredValue, useEffect, useMemo, useRef, useState } from 'react';
import { importMachine, type RoleChoice } from '../../../src/machines/index.js';
import { useTexts } from '../ui/language.js';
import { FileField } from './file-field.js';
import { ImportRoles } from './import-roles.js';
import { ImportReportView } from './import-report.js';
import { listTexts } from './list-texts.js';

interface MachineFieldsProps {
  /** A draft was asked for before there was a machine. */
  missing: boolean;
  /** The definition that the machine makes; null while there is none. */
  onMade: (definition: unknown) => void;
}

/** A machine from another tool, as a file or as text, and what becomes of it: before a draft is made. */
export function MachineFields({ missing, onMade }: MachineFieldsProps) {
  const texts = useTexts(listTexts).newDraft;
  const [file, setFile] = useState<unknown>(undefined);
  const [text, setText] = useState('');
  const pasted = useDeferredValue(text);
  const machine = useMemo(() => (pasted.trim() ? parsed(pasted) : file), [pasted, file]);
  const [roles, setRoles] = useState<RoleChoice[]>([]);
  const result = useMemo(
    () => (machine === undefined ? null : importMachine(machine, { roles })),
    [machine, roles],
  );
  const tell = useRef(onMade);
  tell.current = onMade;
  useEffect(() => tell.current(result?.definition ?? null), [result]);
  const unreadable = pasted.trim() !== '' && machine === undefined;
  return (
    <>
      <FileField
        label={texts.machine}
        description={texts.machineHelp}
        error={missing && !result ? texts.machineMissing : undefined}
        unreadable={texts.fileUnreadable}
        onRead={(read) => {
          setText('');
          setFile(read);
        }}
      />
      <Textarea
        label={texts.paste}
        size="small"
        minRows={2}
        maxRows={6}
        value={text}
        error={unreadable ? texts.pasteUnreadable : undefined}
        onChange={({ target }) => setText(target.value)}
      />
      {result && <ImportRoles asked={result.report.roles} choices={roles} choose={setRoles} />}
      {result && <ImportReportView result={result} />}
    </>
  );
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
