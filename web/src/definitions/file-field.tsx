import { UploadIcon } from '@navikt/aksel-icons';
import { BodyShort, Button, ErrorMessage, Label } from '@navikt/ds-react';
import { useId, useRef, useState, type ChangeEvent } from 'react';
import { useTexts } from '../ui/language.js';
import { listTexts } from './list-texts.js';

interface FileFieldProps {
  label: string;
  description: string;
  error: string | undefined;
  /** What is said of a file that is not JSON. */
  unreadable: string;
  onRead: (json: unknown) => void;
}

/** Reads a JSON file of the user's; `onRead(undefined)` when it could not be read. */
export function FileField({ label, description, error, unreadable, onRead }: FileFieldProps) {
  const id = useId();
  const texts = useTexts(listTexts).newDraft;
  const input = useRef<HTMLInputElement>(null);
  const [name, setName] = useState('');
  const [failed, setFailed] = useState(false);
  const read = async ({ target }: ChangeEvent<HTMLInputElement>) => {
    const file = target.files?.[0];
    const text = await file?.text();
    const json = text === undefined ? undefined : parsed(text);
    setName(file?.name ?? '');
    setFailed(text !== undefined && json === undefined);
    onRead(json);
  };
  const wrong = failed ? unreadable : error;
  return (
    <div className="file-field">
      <Label as="span" id={id} size="small">
        {label}
      </Label>
      <BodyShort id={`${id}-help`} size="small" className="quiet">
        {description}
      </BodyShort>
      <input
        ref={input}
        type="file"
        hidden
        aria-label={label}
        accept="application/json,.json"
        onChange={(event) => void read(event)}
      />
      <div className="cell-line">
        <Button
          type="button"
          size="small"
          variant="secondary"
          icon={<UploadIcon aria-hidden />}
          aria-describedby={`${id} ${id}-help ${id}-error`}
          onClick={() => input.current?.click()}
        >
          {texts.choose}
        </Button>
        <span aria-live="polite">{name}</span>
      </div>
      <div id={`${id}-error`} aria-live="polite">
        {wrong && (
          <ErrorMessage size="small" showIcon>
            {wrong}
          </ErrorMessage>
        )}
      </div>
    </div>
  );
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
