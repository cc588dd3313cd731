import { createSign, randomBytes } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { deflateRawSync, inflateRawSync } from 'node:zlib';
import { SignedXml } from 'xml-crypto';
import { selfSigned } from './certificate.js';

const EID = 'https://data.gov.dk/model/core/eid';
const RSA_SHA256 = 'http://www.w3.org/2001/04/xmldsig-more#rsa-sha256';

/** Somebody who works for a municipality, as OIOSAML 3 tells of her. */
export interface Employee {
  uuid: string;
  fullName: string;
  email: string;
  cvr: string;
  loa: string;
  /** Privileges by the scope that they are given for. */
  privileges: Record<string, string[]>;
}

/** What an answer says, before it is signed. */
export interface Statement {
  requestId: string;
  recipient: string;
  audience: string;
  issuer: string;
  /** Milliseconds by which the provider's clock is off. */
  offMs: number;
  nameIdFormat: string;
}

export interface SamlProvider {
  issuer: string;
  entryPoint: string;
  logoutUrl: string;
  cert: string;
  people: Record<string, Employee>;
  /** Who sits at the browser, and what the provider says otherwise than it should. */
  at: { person: string; changes: Partial<Statement> };
  /** Requests that have come, as XML. */
  asked: string[];
  /** An answer of ours to a request, signed or as it is. */
  assertion: (requestId: string, changes?: Partial<Statement>) => string;
  sign: (xml: string, options?: SignOptions) => string;
  response: (assertion: string, requestId: string) => string;
  /** The address to which the provider sends a browser whose person has signed out there. */
  logoutAddress: (logout: string, name: string, signed?: boolean) => string;
  close: () => Promise<void>;
}

export interface SignOptions {
  key?: string;
  sha1?: boolean;
}

/** A SAML 2.0 identity provider on a port of its own, by the OIOSAML 3 profile, at which people are signed in as soon as they come. */
export async function startSamlProvider(acs: string, audience: string): Promise<SamlProvider> {
  const server = createServer();
  await new Promise<void>((done) => void server.listen(0, 'localhost', done));
  const origin = `http://localhost:${(server.address() as AddressInfo).port}`;
  const { key, cert } = selfSigned('idp.example');
  const issuer = `${origin}/metadata`;
  const people: Record<string, Employee> = {};
  const at: SamlProvider['at'] = { person: '', changes: {} };
  const asked: string[] = [];
  const assertion = (requestId: string, changes: Partial<Statement> = {}): string =>
    assertionOf(people[at.person]!, {
      requestId,
      recipient: acs,
      audience,
      issuer,
      offMs: 0,
      nameIdFormat: 'urn:oasis:names:tc:SAML:2.0:nameid-format:persistent',
      ...at.changes,
      ...changes,
    });
  const sign = (xml: string, options: SignOptions = {}): string => signed(xml, { key, ...options });
  const response = (inside: string, requestId: string): string => responseOf(inside, requestId, issuer, acs);
  server.on('request', (request, reply) => {
    const { pathname, searchParams } = new URL(request.url!, origin);
    const message = searchParams.get('SAMLRequest') ?? searchParams.get('SAMLResponse') ?? '';
    const xml = inflateRawSync(Buffer.from(message, 'base64')).toString('utf8');
    asked.push(xml);
    if (pathname !== '/sso') return void reply.end('signed out');
    const requestId = / ID="([^"]+)"/.exec(xml)?.[1] ?? '';
    const answer = Buffer.from(response(sign(assertion(requestId)), requestId)).toString('base64');
    const field = `<input type="hidden" name="SAMLResponse" value="${answer}">`;
    reply.setHeader('content-type', 'text/html');
    reply.end(`<form method="post" action="${acs}">${field}<button>Videre</button></form>`);
  });
  return {
    issuer,
    entryPoint: `${origin}/sso`,
    logoutUrl: `${origin}/slo`,
    cert,
    people,
    at,
    asked,
    assertion,
    sign,
    response,
    logoutAddress: (logout, name, isSigned = true) => {
      const request = logoutRequest(issuer, logout, name);
      const query = `SAMLRequest=${encodeURIComponent(deflateRawSync(request).toString('base64'))}&SigAlg=${encodeURIComponent(RSA_SHA256)}`;
      const signature = createSign('RSA-SHA256').update(query).sign(key, 'base64');
      return `${logout}?${query}${isSigned ? `&Signature=${encodeURIComponent(signature)}` : ''}`;
    },
    close: () => new Promise((done) => void server.close(() => done())),
  };
}

const newId = (): string => `_${randomBytes(16).toString('hex')}`;
const instant = (ms: number): string => new Date(ms).toISOString();
const attribute = (name: string, value: string): string =>
  `<saml:Attribute Name="${name}" NameFormat="urn:oasis:names:tc:SAML:2.0:attrname-format:uri"><saml:AttributeValue>${value}</saml:AttributeValue></saml:Attribute>`;

function assertionOf(employee: Employee, said: Statement): string {
  const now = Date.now() + said.offMs;
  const [begins, ends] = [instant(now - 1_000), instant(now + 300_000)];
  const attributes = [
    attribute('https://data.gov.dk/model/core/specVersion', 'OIO-SAML-3.0'),
    attribute('https://data.gov.dk/concept/core/nsis/loa', employee.loa),
    attribute(`${EID}/fullName`, employee.fullName),
    attribute(`${EID}/email`, employee.email),
    attribute(`${EID}/professional/cvr`, employee.cvr),
    attribute(`${EID}/professional/orgName`, 'Solvang Kommune'),
    attribute(`${EID}/professional/uuid/persistent`, employee.uuid),
    attribute(`${EID}/privilegesIntermediate`, privilegeList(employee.privileges)),
  ];
  return `<saml:Assertion xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion" ID="${newId()}" Version="2.0" IssueInstant="${instant(now)}">
<saml:Issuer>${said.issuer}</saml:Issuer>
<saml:Subject><saml:NameID Format="${said.nameIdFormat}">${EID}/professional/uuid/${employee.uuid}</saml:NameID>
<saml:SubjectConfirmation Method="urn:oasis:names:tc:SAML:2.0:cm:bearer"><saml:SubjectConfirmationData NotOnOrAfter="${ends}" Recipient="${said.recipient}" InResponseTo="${said.requestId}"/></saml:SubjectConfirmation></saml:Subject>
<saml:Conditions NotBefore="${begins}" NotOnOrAfter="${ends}"><saml:AudienceRestriction><saml:Audience>${said.audience}</saml:Audience></saml:AudienceRestriction></saml:Conditions>
<saml:AuthnStatement AuthnInstant="${instant(now)}" SessionIndex="s-1"><saml:AuthnContext><saml:AuthnContextClassRef>https://data.gov.dk/concept/core/nsis/loa/${employee.loa}</saml:AuthnContextClassRef></saml:AuthnContext></saml:AuthnStatement>
<saml:AttributeStatement>${attributes.join('')}</saml:AttributeStatement>
</saml:Assertion>`;
}

/** Privileges as the OIO Basic Privilege Profile writes them, in base64. */
export function privilegeList(privileges: Record<string, string[]>, inside = ''): string {
  const groups = Object.entries(privileges).map(
    ([scope, names]) =>
      `<PrivilegeGroup Scope="${scope}">${names.map((name) => `<Privilege>${name}</Privilege>`).join('')}${inside}</PrivilegeGroup>`,
  );
  const xml = `<?xml version="1.0" encoding="UTF-8"?><bpp:PrivilegeList xmlns:bpp="http://digst.dk/oiosaml/basic_privilege_profile">${groups.join('')}</bpp:PrivilegeList>`;
  return Buffer.from(xml).toString('base64');
}

function responseOf(inside: string, requestId: string, issuer: string, destination: string): string {
  return `<samlp:Response xmlns:samlp="urn:oasis:names:tc:SAML:2.0:protocol" ID="${newId()}" Version="2.0" IssueInstant="${instant(Date.now())}" Destination="${destination}" InResponseTo="${requestId}">
<saml:Issuer xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion">${issuer}</saml:Issuer><samlp:Status><samlp:StatusCode Value="urn:oasis:names:tc:SAML:2.0:status:Success"/></samlp:Status>${inside}</samlp:Response>`;
}

/** With the signature where the schema has it: after the issuer. */
function signed(xml: string, { key, sha1 }: SignOptions & { key: string }): string {
  const signer = new SignedXml({
    privateKey: key,
    signatureAlgorithm: sha1 ? 'http://www.w3.org/2000/09/xmldsig#rsa-sha1' : RSA_SHA256,
    canonicalizationAlgorithm: 'http://www.w3.org/2001/10/xml-exc-c14n#',
  });
  signer.addReference({
    xpath: "/*[local-name(.)='Assertion']",
    transforms: [
      'http://www.w3.org/2000/09/xmldsig#enveloped-signature',
      'http://www.w3.org/2001/10/xml-exc-c14n#',
    ],
    digestAlgorithm: 'http://www.w3.org/2001/04/xmlenc#sha256',
  });
  signer.computeSignature(xml, {
    location: { reference: "/*/*[local-name(.)='Issuer']", action: 'after' },
  });
  return signer.getSignedXml();
}

function logoutRequest(issuer: string, destination: string, name: string): string {
  return `<samlp:LogoutRequest xmlns:samlp="urn:oasis:names:tc:SAML:2.0:protocol" xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion" ID="${newId()}" Version="2.0" IssueInstant="${instant(Date.now())}" Destination="${destination}" NotOnOrAfter="${instant(Date.now() + 60_000)}"><saml:Issuer>${issuer}</saml:Issuer><saml:NameID>${name}</saml:NameID></samlp:LogoutRequest>`;
}
