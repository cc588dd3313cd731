import type { DraftSubject } from '../definitions/subject.js';
import { SubjectFrame } from '../definitions/subject-frame.js';
import { Editor } from './editor.js';

/** `/definitions/drafts/:id`: where admins write a definition. Team leaders read it here before they approve it. */
export function EditorPage() {
  return (
    <SubjectFrame<DraftSubject>>{(subject) => <Editor key={subject.id} subject={subject} />}</SubjectFrame>
  );
}
