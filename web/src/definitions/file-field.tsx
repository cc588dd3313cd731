import { BodyShort, ErrorMessage, Label } from '@navikt/ds-react';
import { useId, useState, type ChangeEvent } from 'react';

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
  const [failed, setFailed] = useState(false);
  const read = async ({ target }: ChangeEvent<HTMLInputElement>) => {
    const text = await target.files?.[0]?.text();
    const json = text === undefined ? undefined : parsed(text);
    setFailed(text !== undefined && json === undefined);
    onRead(json);
  };
  const wrong = failed ? unreadable : error;
  return (
    <div className="file-field">
      <Label htmlFor={id} size="small">
        {label}
      </Label>
      <BodyShort id={`${id}-help`} size="small" className="quiet">
        {description}
      </BodyShort>
      <input
        id={id}
        type="file"
        accept="application/json,.json"
        aria-describedby={`${id}-help ${id}-error`}
        aria-invalid={wrong !== undefined}
        onChange={(event) => void read(event)}
      />
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
