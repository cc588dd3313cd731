import type { Profile } from '@node-saml/node-saml';
import { AppError } from '../../errors.js';
import { ASSURANCE_LEVELS, PRIVILEGES, type SamlSettings } from '../../saml-settings.js';
import type { FederatedPerson } from './federation.service.js';
import { readPrivileges } from './privileges.js';
import { RefusedAnswer } from './refused-answer.js';

/** Milliseconds by which the clocks of two houses may differ. */
export const CLOCK_TOLERANCE_MS = 60_000;
const BEARER = 'urn:oasis:names:tc:SAML:2.0:cm:bearer';
const TRANSIENT = 'urn:oasis:names:tc:SAML:2.0:nameid-format:transient';
const EID = 'https://data.gov.dk/model/core/eid';
const ASSURANCE = 'https://data.gov.dk/concept/core/nsis/loa';
const LONGEST_NAME = 200;

/** XML as node-saml gives it: attributes under `$`, text under `_`, elements as lists under their names. */
interface Element {
  $?: Record<string, string>;
  _?: string;
  [name: string]: unknown;
}

/** How somebody is called at the provider, which it wants to hear again when she signs out. */
export type SamlSession = Pick<
  Profile,
  'nameID' | 'nameIDFormat' | 'nameQualifier' | 'spNameQualifier' | 'sessionIndex'
>;

/**
 * Who an assertion speaks of, and to which request it answers. Must be given one whose signature, audience and times hold. Throws `RefusedAnswer` when another issuer
 * speaks, or it is not for `recipient` or no longer, and `AppError` with `assuranceTooLow` or `notAdmitted`.
 */
export function readAssertion(
  profile: Profile,
  settings: SamlSettings,
  { recipient, nowMs }: { recipient: string; nowMs: number },
): { person: FederatedPerson; requestId: string } {
  const assertion = (profile.getAssertion?.() as { Assertion: Element } | undefined)?.Assertion;
  if (!assertion) throw new RefusedAnswer('there is no assertion');
  if (childOf(assertion, 'Issuer')?._ !== settings.idpIssuer)
    throw new RefusedAnswer('the issuer is not SAML_IDP_ISSUER');
  const requestId = confirmedRequest(assertion, recipient, nowMs);
  const { nameID, nameIDFormat } = profile;
  if (!nameID || nameIDFormat === TRANSIENT) throw new RefusedAnswer('the name of the subject does not last');
  const attributes = attributesOf(assertion);
  refuseOthers(attributes, settings);
  const first = (name: string): string | undefined => attributes.get(name)?.[0]?.trim() || undefined;
  const username = first(`${EID}/email`) ?? first('email') ?? nameID;
  const whole = [first(`${EID}/firstName`), first(`${EID}/lastName`)].filter(Boolean).join(' ');
  const name = first(`${EID}/fullName`) ?? (whole || username);
  const person = {
    subject: `${settings.idpIssuer} ${nameID}`,
    username: username.slice(0, LONGEST_NAME),
    name: name.slice(0, LONGEST_NAME),
    groups: groupsOf(attributes, settings),
    logoutHint: JSON.stringify(sessionOf(profile)),
  };
  return { person, requestId };
}

/** The request that the assertion answers: it must be meant for the one who brings it here, now, and say to which request. */
function confirmedRequest(assertion: Element, recipient: string, nowMs: number): string {
  for (const each of childrenOf(childOf(assertion, 'Subject'), 'SubjectConfirmation')) {
    const { Recipient, NotOnOrAfter, NotBefore, InResponseTo } =
      childOf(each, 'SubjectConfirmationData')?.$ ?? {};
    const ends = Date.parse(NotOnOrAfter ?? '');
    const begins = NotBefore === undefined ? -Infinity : Date.parse(NotBefore);
    const isNow = nowMs < ends + CLOCK_TOLERANCE_MS && nowMs >= begins - CLOCK_TOLERANCE_MS;
    if (each.$?.['Method'] === BEARER && Recipient === recipient && InResponseTo && isNow)
      return InResponseTo;
  }
  throw new RefusedAnswer(
    'no confirmation of the subject is for this address, within its time and for a request',
  );
}

/** Throws for who is not sure enough, and for whoever works for another organisation. */
function refuseOthers(attributes: ReadonlyMap<string, string[]>, settings: SamlSettings): void {
  const level = ASSURANCE_LEVELS.indexOf(
    (attributes.get(ASSURANCE)?.[0] ?? 'None') as SamlSettings['leastAssurance'],
  );
  if (level < ASSURANCE_LEVELS.indexOf(settings.leastAssurance)) throw new AppError('assuranceTooLow');
  const [cvr] = attributes.get(`${EID}/professional/cvr`) ?? [];
  if (settings.cvr !== null && cvr !== settings.cvr) throw new AppError('notAdmitted');
}

function groupsOf(attributes: ReadonlyMap<string, string[]>, settings: SamlSettings): string[] {
  const values = attributes.get(settings.groupsAttribute) ?? [];
  if (settings.groupsAttribute !== PRIVILEGES) return values;
  return values.flatMap((value) => readPrivileges(value, settings.cvr ?? ''));
}

function sessionOf(profile: Profile): SamlSession {
  const { nameID, nameIDFormat, nameQualifier, spNameQualifier, sessionIndex } = profile;
  return { nameID, nameIDFormat, nameQualifier, spNameQualifier, sessionIndex };
}

function attributesOf(assertion: Element): ReadonlyMap<string, string[]> {
  const found = new Map<string, string[]>();
  for (const statement of childrenOf(assertion, 'AttributeStatement'))
    for (const attribute of childrenOf(statement, 'Attribute')) {
      const name = attribute.$?.['Name'] ?? '';
      const values = childrenOf(attribute, 'AttributeValue').map(textOf);
      found.set(name, [...(found.get(name) ?? []), ...values]);
    }
  return found;
}

const childrenOf = (element: Element | undefined, name: string): Element[] =>
  (element?.[name] as Element[] | undefined) ?? [];
const childOf = (element: Element, name: string): Element | undefined => childrenOf(element, name)[0];
/** An element without attributes may come as its text alone. */
const textOf = (value: Element | string): string => (typeof value === 'string' ? value : (value._ ?? ''));
