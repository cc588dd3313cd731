import { createHash, randomBytes } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { SAML, ValidateInResponseTo, type Profile } from '@node-saml/node-saml';
import { DataSource } from 'typeorm';
import type { Config } from '../../config.js';
import { AppError } from '../../errors.js';
import {
  addSignInAttempt,
  answerSignInAttempt,
  takeSignInAttempt,
} from '../../persistence/sign-in-attempts.js';
import type { SamlSettings } from '../../saml-settings.js';
import { CONFIG } from '../foundation/foundation.module.js';
import { ATTEMPT_SECONDS } from './attempt-cookie.js';
import type { FederatedPerson } from './federation.service.js';
import { checkRedirectSignature } from './redirect-signature.js';
import { RefusedAnswer } from './refused-answer.js';
import { CLOCK_TOLERANCE_MS, readAssertion, type SamlSession } from './saml-assertion.js';
import { lookOver } from './saml-message.js';
import { samlMetadata } from './saml-metadata.js';

const PERSISTENT = 'urn:oasis:names:tc:SAML:2.0:nameid-format:persistent';

/**
 * SAML 2.0: requests by HTTP-Redirect, answers by HTTP-POST. An assertion is believed when it is signed by the provider, is for us, this address and this
 * moment, and answers a request of ours that no other answer has come to.
 */
@Injectable()
export class SamlService {
  constructor(
    @Inject(CONFIG) private readonly config: Config,
    private readonly dataSource: DataSource,
  ) {}

  /** Where to send the browser, and what it must keep until it is back. */
  async begin(): Promise<{ url: string; secret: string }> {
    const requestId = `_${randomBytes(20).toString('hex')}`;
    const url = await this.provider(requestId).getAuthorizeUrlAsync('', undefined, {});
    const secret = randomBytes(32).toString('base64url');
    const now = Date.now();
    const expiresAt = new Date(now + ATTEMPT_SECONDS * 1000).toISOString();
    const attempt = { requestId, browserHash: hashOf(secret), expiresAt };
    await addSignInAttempt(this.dataSource, attempt, new Date(now).toISOString());
    return { url, secret };
  }

  /**
   * Takes the answer of the provider and keeps it for the browser that has asked: it comes as a form from another site, without our cookies. Throws
   * `signInFailed` with the cause for the log, `assuranceTooLow` and `notAdmitted`.
   */
  async answer(response: unknown): Promise<void> {
    const { settings, addresses } = this;
    const nowMs = Date.now();
    try {
      const profile = await this.validProfile(response);
      const { person, requestId } = readAssertion(profile, settings, { recipient: addresses.acs, nowMs });
      const now = new Date(nowMs).toISOString();
      if (!(await answerSignInAttempt(this.dataSource, requestId, person, now)))
        throw new RefusedAnswer('nobody has asked so, or it has been answered, or it was too long ago');
    } catch (error) {
      throw refusalOf(error);
    }
  }

  /** Who has signed in, for the browser that keeps the secret. Throws `signInFailed`. */
  async finish(secret: string | undefined): Promise<FederatedPerson> {
    const now = new Date().toISOString();
    const person = secret && (await takeSignInAttempt<FederatedPerson>(this.dataSource, hashOf(secret), now));
    if (!person)
      throw new AppError('signInFailed', {}, { cause: new RefusedAnswer('another browser asked') });
    return person;
  }

  /** Where the browser ends the session at the provider too; null when it has no such address, or the session is of another provider. */
  async endSession(hint: string): Promise<string | null> {
    if (!this.settings.logoutUrl || !hint.startsWith('{')) return null;
    const session = JSON.parse(hint) as SamlSession;
    return this.provider().getLogoutUrlAsync({ issuer: '', ...session }, '', {});
  }

  /**
   * The provider says that somebody has signed out there: her subject, and where the browser goes on to with our answer. The subject is null when it is the provider's answer
   * to our own request. Throws `signInFailed` for what the provider has not signed.
   */
  async signedOutThere(query: string): Promise<{ subject: string | null; url: string }> {
    const { settings } = this;
    const { SAMLRequest, SAMLResponse, RelayState = '' } = Object.fromEntries(new URLSearchParams(query));
    try {
      checkRedirectSignature(query, settings.idpCerts);
      if (!SAMLRequest) return { subject: null, url: '/' };
      const container = { SAMLRequest, SAMLResponse };
      const { profile } = await this.provider().validateRedirectAsync(container, query);
      if (!profile) throw new RefusedAnswer('the request names nobody');
      const subject = `${settings.idpIssuer} ${profile.nameID}`;
      return { subject, url: await this.provider().getLogoutResponseUrlAsync(profile, RelayState, {}, true) };
    } catch (error) {
      throw refusalOf(error);
    }
  }

  /** What the operator of the provider must know of us. Throws `notFound` where there is no such provider. */
  metadata(): string {
    return samlMetadata(this.settings, this.addresses);
  }

  private async validProfile(response: unknown): Promise<Profile> {
    if (typeof response !== 'string') throw new RefusedAnswer('the form has no SAMLResponse');
    lookOver(response);
    const { profile } = await this.provider().validatePostResponseAsync({ SAMLResponse: response });
    if (!profile) throw new RefusedAnswer('the answer names nobody');
    return profile;
  }

  private get settings(): SamlSettings {
    if (!this.config.saml) throw new AppError('notFound');
    return this.config.saml;
  }

  private get addresses(): { acs: string; logout: string } {
    const base = `${this.config.publicUrl}/api/sign-in/saml`;
    return { acs: `${base}/callback`, logout: `${base}/logout` };
  }

  /** Which request an answer belongs to is not asked of the library: the database knows it, for all nodes, and takes one answer only. */
  private provider(requestId?: string): SAML {
    const { settings } = this;
    const { leastAssurance, own } = settings;
    return new SAML({
      callbackUrl: this.addresses.acs,
      entryPoint: settings.entryPoint,
      logoutUrl: settings.logoutUrl ?? settings.entryPoint,
      issuer: settings.issuer,
      audience: settings.issuer,
      idpIssuer: settings.idpIssuer,
      idpCert: settings.idpCerts,
      wantAssertionsSigned: true,
      wantAuthnResponseSigned: false,
      validateInResponseTo: ValidateInResponseTo.never,
      acceptedClockSkewMs: CLOCK_TOLERANCE_MS,
      identifierFormat: PERSISTENT,
      signatureAlgorithm: 'sha256',
      digestAlgorithm: 'sha256',
      disableRequestedAuthnContext: leastAssurance === 'None',
      authnContext: [`https://data.gov.dk/concept/core/nsis/loa/${leastAssurance}`],
      racComparison: 'minimum',
      ...(own && { privateKey: own.key, publicCert: own.cert, decryptionPvk: own.key }),
      ...(requestId && { generateUniqueId: () => requestId }),
    });
  }
}

const hashOf = (secret: string): string => createHash('sha256').update(secret).digest('hex');

/** What the library says of an answer, where that quotes nobody's name. */
const SAYABLE = /^(SAML assertion|Invalid signature|Invalid document|Too many signatures|No decryption key)/;

function refusalOf(error: unknown): AppError {
  if (error instanceof AppError) return error;
  const text = error instanceof Error ? error.message : '';
  const reason = SAYABLE.test(text) ? text.slice(0, 300) : 'the answer does not say what it must';
  const cause = error instanceof RefusedAnswer ? error : new RefusedAnswer(reason);
  return new AppError('signInFailed', {}, { cause });
}
