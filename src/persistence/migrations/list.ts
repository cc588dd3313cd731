import { People1770000000001 } from './0001-people.js';
import { Definitions1770000000002 } from './0002-definitions.js';
import { Cases1770000000003 } from './0003-cases.js';
import { Work1770000000004 } from './0004-work.js';
import { Running1770000000005 } from './0005-running.js';
import { Versions1770000000006 } from './0006-versions.js';
import { Layouts1770000000007 } from './0007-layouts.js';
import { RehearsalClaims1770000000008 } from './0008-rehearsal-claims.js';
import { DanishOrder1770000000009 } from './0009-danish-order.js';
import { HappenedAt1770000000010 } from './0010-happened-at.js';
import { Roles1770000000011 } from './0011-roles.js';
import { FellAway1770000000012 } from './0012-fell-away.js';
import { Heard1770000000013 } from './0013-heard.js';
import { AuditRoots1770000000014 } from './0014-audit-roots.js';
import { Accounts1770000000016 } from './0016-accounts.js';
import { SignInAttempts1770000000017 } from './0017-sign-in-attempts.js';
import { Records1770000000018 } from './0018-records.js';
import { Families1770000000019 } from './0019-families.js';

/** In order. A migration that has been released is never edited: the next change is the next file. */
export const MIGRATIONS = [
  People1770000000001,
  Definitions1770000000002,
  Cases1770000000003,
  Work1770000000004,
  Running1770000000005,
  Versions1770000000006,
  Layouts1770000000007,
  RehearsalClaims1770000000008,
  DanishOrder1770000000009,
  HappenedAt1770000000010,
  Roles1770000000011,
  FellAway1770000000012,
  Heard1770000000013,
  AuditRoots1770000000014,
  Accounts1770000000016,
  SignInAttempts1770000000017,
  Records1770000000018,
  Families1770000000019,
];
