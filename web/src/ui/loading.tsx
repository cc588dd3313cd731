import { Loader } from '@navikt/ds-react';
import { shellTexts } from '../texts/shell-texts.js';
import { useTexts } from './language.js';

export function Loading() {
  const texts = useTexts(shellTexts);
  return (
    <div className="loading" role="status">
      <Loader size="xlarge" title={texts.loading} />
    </div>
  );
}
