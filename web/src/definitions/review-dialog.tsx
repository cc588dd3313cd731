import { useMutation } from '@tanstack/react-query';
import { post } from '../api.js';
import { useRefresh } from '../queries.js';
import { useLanguage, useTexts, useWords } from '../ui/language.js';
import { lengthInWords } from '../ui/lengths.js';
import type { DueReview } from './definition-queries.js';
import { listTexts } from './list-texts.js';
import { NoteDialog } from './note-dialog.js';

/** Notes that a case type was looked through and still holds. */
export function ReviewDialog({ review, close }: { review: DueReview; close: () => void }) {
  const texts = useTexts(listTexts).list;
  const words = useWords();
  const { language } = useLanguage();
  const refresh = useRefresh();
  const { caseType, title, reviewEvery } = review;
  const done = useMutation({
    mutationFn: (note: string) => post(`/api/definitions/${caseType}/reviews`, note ? { note } : {}),
    onSuccess: async () => {
      await refresh();
      close();
    },
  });
  return (
    <NoteDialog
      title={texts.reviewOf(words(title))}
      lead={texts.reviewLead(lengthInWords(reviewEvery, language))}
      label={texts.reviewNote}
      submit={texts.reviewed}
      busy={done.isPending}
      error={done.error}
      onSubmit={(note) => done.mutate(note)}
      close={close}
    />
  );
}
