type Row = [method: 'GET' | 'POST' | 'PUT' | 'DELETE', path: string, allowed: string[]];

const DRAFT = '/api/definitions/drafts/nothing';
const VERSION = '/api/definitions/libraryCard/versions/99';
const REHEARSAL = '/api/definitions/rehearsals/nothing';
const MIGRATION = '/api/definitions/migrations/nothing';

/** The addresses by which definitions are written, and who may use them; most name what is not there, so nothing is changed by trying. */
export const DEFINITION_ADDRESSES: Row[] = [
  ['GET', '/api/definitions/overview', ['anne', 'bo']],
  ['GET', '/api/definitions/reviews', ['anne', 'bo']],
  ['GET', '/api/definitions/reviews-due', ['anne', 'bo']],
  ['GET', '/api/definitions/review-reminders', ['bo']],
  ['POST', '/api/definitions/nothing/reviews', ['bo']],
  ['GET', '/api/definitions/bundle', ['bo']],
  ['POST', '/api/definitions/bundle', ['bo']],
  ['POST', '/api/definitions/import', ['bo']],
  ['GET', '/api/definitions/libraryCard/neighbours', ['anne', 'bo']],
  ['GET', '/api/definitions/libraryCard/diff', ['mette', 'anne', 'bo', 'jens']],
  ['GET', `${VERSION}/export/bundle`, ['mette', 'anne', 'bo', 'jens']],
  ['POST', `${VERSION}/simulate`, ['bo']],
  ['POST', `${VERSION}/rehearse`, ['bo']],
  ['POST', `${VERSION}/migrate`, ['bo']],
  ['POST', `${VERSION}/retire`, ['bo']],
  ['GET', `${VERSION}/broken-traces`, ['anne', 'bo']],
  ['GET', '/api/definitions/drafts', ['anne', 'bo']],
  ['POST', '/api/definitions/drafts', ['bo']],
  ['GET', DRAFT, ['anne', 'bo']],
  ['PUT', DRAFT, ['bo']],
  ['DELETE', DRAFT, ['bo']],
  ['GET', `${DRAFT}/history`, ['anne', 'bo']],
  ['POST', `${DRAFT}/verify`, ['bo']],
  ['POST', `${DRAFT}/review`, ['anne', 'bo']],
  ['GET', `${DRAFT}/rebase`, ['anne', 'bo']],
  ['POST', `${DRAFT}/rebase`, ['bo']],
  ['POST', `${DRAFT}/publish`, ['bo']],
  ['POST', `${DRAFT}/simulate`, ['bo']],
  ['POST', `${DRAFT}/rehearse`, ['bo']],
  ['GET', '/api/definitions/libraryCard/rehearsals', ['anne', 'bo']],
  ['GET', REHEARSAL, ['anne', 'bo']],
  ['DELETE', REHEARSAL, ['bo']],
  ['GET', `${REHEARSAL}/cases.csv`, ['anne']],
  ['GET', `${REHEARSAL}/cases.json`, ['anne']],
  ['GET', '/api/definitions/libraryCard/migrations', ['anne', 'bo']],
  ['GET', MIGRATION, ['anne', 'bo']],
  ['GET', `${MIGRATION}/cases`, ['anne']],
  ['POST', `${MIGRATION}/pause`, ['bo']],
  ['POST', `${MIGRATION}/resume`, ['bo']],
  ['POST', `${MIGRATION}/cancel`, ['bo']],
];
