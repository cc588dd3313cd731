const NOBODY = '/api/users/00000000-0000-4000-8000-000000000000';

/** The addresses by which accounts and teams are changed, and who may use them; tried without a body, so nothing is changed by trying. */
export const ACCOUNT_ADDRESSES: [method: 'POST' | 'PUT' | 'DELETE', path: string, allowed: string[]][] = [
  ['PUT', '/api/me/password', ['mette', 'anne', 'bo', 'rikke', 'jens']],
  ['POST', '/api/users', ['bo']],
  ['PUT', NOBODY, ['bo']],
  ['POST', `${NOBODY}/code`, ['bo']],
  ['PUT', `${NOBODY}/active`, ['bo']],
  ['POST', '/api/teams', ['bo']],
  ['PUT', '/api/teams/nothing', ['bo']],
  ['POST', '/api/roles', ['bo']],
  ['PUT', '/api/roles/nothing', ['bo']],
  ['DELETE', '/api/roles/nothing', ['bo']],
  ['POST', '/api/changes/00000000-0000-4000-8000-000000000000/approve', ['bo']],
  ['DELETE', '/api/changes/00000000-0000-4000-8000-000000000000', ['bo']],
];
