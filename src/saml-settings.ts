import { createPrivateKey, X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';

/** Levels of assurance of the Danish NSIS, the lowest first; `None`: any, also one that is not told. */
export const ASSURANCE_LEVELS = ['None', 'Low', 'Substantial', 'High'] as const;
export type AssuranceLevel = (typeof ASSURANCE_LEVELS)[number];

/** Attribute of OIOSAML 3 whose values are privileges, in XML of the OIO Basic Privilege Profile, as base64. */
export const PRIVILEGES = 'https://data.gov.dk/model/core/eid/privilegesIntermediate';

/** The SAML 2.0 identity provider of the municipality. */
export interface SamlSettings {
  /** How the provider calls itself: its entityID. */
  idpIssuer: string;
  /** Where browsers are sent to sign in there, by HTTP-Redirect. */
  entryPoint: string;
  /** Where browsers are sent to sign out there; null: they stay signed in. */
  logoutUrl: string | null;
  /** With one of which it signs; two while it changes them. PEM. */
  idpCerts: string[];
  /** How we are called: our entityID. */
  issuer: string;
  /** Our key and certificate, PEM: requests are signed and encrypted assertions are read with them. */
  own: { key: string; cert: string } | null;
  groupsAttribute: string;
  /** The CVR number of the municipality: nobody of another organisation comes in. */
  cvr: string | null;
  leastAssurance: AssuranceLevel;
}

/** The variables, as the environment holds them. */
export interface SamlEnvironment {
  SAML_IDP_ISSUER?: string;
  SAML_ENTRY_POINT?: string;
  SAML_LOGOUT_URL?: string;
  SAML_IDP_CERT_FILE?: string;
  SAML_ISSUER?: string;
  SAML_KEY_FILE?: string;
  SAML_CERT_FILE?: string;
  SAML_GROUPS_ATTRIBUTE: string;
  SAML_CVR?: string;
  SAML_LEAST_ASSURANCE: AssuranceLevel;
  PUBLIC_URL?: string;
  OIDC_ISSUER?: string;
  NODE_ENV: string;
}

/** One sentence for each thing that does not fit together; files are looked at by `readSaml`. */
export function samlProblems(values: SamlEnvironment): string[] {
  const { SAML_IDP_ISSUER, SAML_ENTRY_POINT, SAML_IDP_CERT_FILE, SAML_LOGOUT_URL } = values;
  const three = [SAML_IDP_ISSUER, SAML_ENTRY_POINT, SAML_IDP_CERT_FILE];
  const used = three.some((value) => value !== undefined);
  const plain = [SAML_ENTRY_POINT, SAML_LOGOUT_URL].some((url) => url?.startsWith('https:') === false);
  const problems: [boolean, string][] = [
    [
      used && three.includes(undefined),
      'SAML_IDP_ISSUER, SAML_ENTRY_POINT and SAML_IDP_CERT_FILE belong together',
    ],
    [used && !values.PUBLIC_URL, 'PUBLIC_URL must be set with SAML_IDP_ISSUER: people come back there'],
    [
      used && values.OIDC_ISSUER !== undefined,
      'OIDC_ISSUER and SAML_IDP_ISSUER are two ways to the same people: set one of them',
    ],
    [
      values.NODE_ENV === 'production' && plain,
      'SAML_ENTRY_POINT and SAML_LOGOUT_URL must be https addresses when NODE_ENV is production',
    ],
    [
      (values.SAML_KEY_FILE === undefined) !== (values.SAML_CERT_FILE === undefined),
      'SAML_KEY_FILE and SAML_CERT_FILE belong together',
    ],
    [
      SAML_LOGOUT_URL !== undefined && values.SAML_KEY_FILE === undefined,
      'SAML_KEY_FILE must be set with SAML_LOGOUT_URL: providers take signed requests to sign out only',
    ],
    [
      used && values.SAML_GROUPS_ATTRIBUTE === PRIVILEGES && values.SAML_CVR === undefined,
      'SAML_CVR must be set: privileges count for the organisation that they are given for (or name another SAML_GROUPS_ATTRIBUTE)',
    ],
  ];
  return problems.flatMap(([isWrong, text]) => (isWrong ? [text] : []));
}

/** Null when there is no such provider. Throws an `Error` with a sentence when a file cannot be read or holds something else. */
export function readSaml(values: SamlEnvironment): SamlSettings | null {
  const { SAML_IDP_ISSUER: idpIssuer, SAML_ENTRY_POINT: entryPoint, PUBLIC_URL } = values;
  if (!idpIssuer || !entryPoint || !values.SAML_IDP_CERT_FILE || !PUBLIC_URL) return null;
  return {
    idpIssuer,
    entryPoint,
    logoutUrl: values.SAML_LOGOUT_URL ?? null,
    idpCerts: readCertificates('SAML_IDP_CERT_FILE', values.SAML_IDP_CERT_FILE),
    issuer: values.SAML_ISSUER ?? `${new URL(PUBLIC_URL).origin}/api/sign-in/saml/metadata`,
    own: readOwn(values),
    groupsAttribute: values.SAML_GROUPS_ATTRIBUTE,
    cvr: values.SAML_CVR ?? null,
    leastAssurance: values.SAML_LEAST_ASSURANCE,
  };
}

const CERTIFICATE = /-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g;

function readCertificates(name: string, path: string): string[] {
  return attempt(`${name} must be a file with certificates in PEM`, () => {
    const found = readFileSync(path, 'utf8').match(CERTIFICATE) ?? [];
    if (found.length === 0) throw new Error('there is none in it');
    return found.map((pem) => new X509Certificate(pem).toString());
  });
}

function readOwn({ SAML_KEY_FILE, SAML_CERT_FILE }: SamlEnvironment): SamlSettings['own'] {
  if (!SAML_KEY_FILE || !SAML_CERT_FILE) return null;
  const [cert = ''] = readCertificates('SAML_CERT_FILE', SAML_CERT_FILE);
  return attempt('SAML_KEY_FILE must be the private RSA key of SAML_CERT_FILE in PEM', () => {
    const key = createPrivateKey(readFileSync(SAML_KEY_FILE, 'utf8'));
    if (!new X509Certificate(cert).checkPrivateKey(key)) throw new Error('they do not fit');
    return { key: key.export({ format: 'pem', type: 'pkcs8' }).toString(), cert };
  });
}

function attempt<T>(what: string, read: () => T): T {
  try {
    return read();
  } catch (error) {
    throw new Error(`${what}: ${(error as Error).message}`, { cause: error });
  }
}
