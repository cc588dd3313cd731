import { Inject, Injectable } from '@nestjs/common';
import * as oidc from 'openid-client';
import type { Config } from '../../config.js';
import { AppError } from '../../errors.js';
import { CONFIG } from '../foundation/foundation.module.js';
import type { FederatedPerson } from './federation.service.js';

const CALLBACK = '/api/sign-in/oidc/callback';
/** Seconds by which the clocks of two houses may differ. */
const CLOCK_TOLERANCE_S = 60;

/** What the browser keeps between leaving for the provider and coming back, out of reach of scripts. */
export interface SignInAttempt {
  state: string;
  nonce: string;
  verifier: string;
}

/** OpenID Connect, by the authorization code flow with PKCE. What the provider says is believed when its signature, issuer, audience and times hold. */
@Injectable()
export class OidcService {
  private found: Promise<oidc.Configuration> | null = null;

  constructor(@Inject(CONFIG) private readonly config: Config) {}

  /** Where to send the browser, and what it must bring back. */
  async begin(): Promise<{ url: URL; attempt: SignInAttempt }> {
    const verifier = oidc.randomPKCECodeVerifier();
    const attempt = { state: oidc.randomState(), nonce: oidc.randomNonce(), verifier };
    const url = oidc.buildAuthorizationUrl(await this.provider(), {
      redirect_uri: `${this.config.publicUrl}${CALLBACK}`,
      scope: this.settings.scope,
      state: attempt.state,
      nonce: attempt.nonce,
      code_challenge: await oidc.calculatePKCECodeChallenge(verifier),
      code_challenge_method: 'S256',
    });
    return { url, attempt };
  }

  /** Who has signed in, from the address the browser came back to. Throws `signInFailed`, with the cause for the log. */
  async finish(path: string, attempt: SignInAttempt): Promise<FederatedPerson> {
    const provider = await this.provider();
    try {
      const tokens = await oidc.authorizationCodeGrant(provider, new URL(path, this.config.publicUrl!), {
        pkceCodeVerifier: attempt.verifier,
        expectedState: attempt.state,
        expectedNonce: attempt.nonce,
        idTokenExpected: true,
      });
      const claims = tokens.claims()!;
      const asked = await oidc.fetchUserInfo(provider, tokens.access_token, claims.sub);
      return personOf({ ...asked, ...claims }, this.settings.groupsClaim, tokens.id_token);
    } catch (error) {
      throw new AppError('signInFailed', {}, { cause: error });
    }
  }

  /** Where the browser ends the session at the provider too; null when it has no such address, or is away. */
  async endSession(idToken: string): Promise<string | null> {
    const provider = await this.provider().catch(() => null);
    if (!provider?.serverMetadata().end_session_endpoint) return null;
    const back = { post_logout_redirect_uri: `${this.config.publicUrl}/`, id_token_hint: idToken };
    return oidc.buildEndSessionUrl(provider, back).href;
  }

  private get settings(): NonNullable<Config['oidc']> {
    if (!this.config.oidc) throw new AppError('notFound');
    return this.config.oidc;
  }

  /** Asked once; anew after a failure, so that a provider that was away is found when it is back. */
  private provider(): Promise<oidc.Configuration> {
    this.found ??= this.discover().catch((error: unknown) => {
      this.found = null;
      throw new AppError('signInFailed', {}, { cause: error });
    });
    return this.found;
  }

  private discover(): Promise<oidc.Configuration> {
    const { issuer, clientId, clientSecret } = this.settings;
    // In production the configuration has let through no plain address but one of this machine.
    const plain = new URL(issuer).protocol === 'http:';
    return oidc.discovery(
      new URL(issuer),
      clientId,
      { [oidc.clockTolerance]: CLOCK_TOLERANCE_S },
      clientSecret ? oidc.ClientSecretBasic(clientSecret) : oidc.None(),
      { execute: [oidc.enableNonRepudiationChecks, ...(plain ? [oidc.allowInsecureRequests] : [])] },
    );
  }
}

function personOf(
  claims: Record<string, unknown> & { iss: string; sub: string },
  groupsClaim: string,
  idToken?: string,
): FederatedPerson {
  const { iss, sub, preferred_username, email, name } = claims;
  const username = textOf(preferred_username) ?? textOf(email) ?? sub;
  const groups = [claims[groupsClaim] ?? []].flat().filter((group) => typeof group === 'string');
  const person = { subject: `${iss} ${sub}`, username, name: textOf(name) ?? username, groups };
  return { ...person, ...(idToken && { logoutHint: idToken }) };
}

const LONGEST_NAME = 200;
const textOf = (value: unknown): string | undefined =>
  typeof value === 'string' && value.trim() !== '' ? value.trim().slice(0, LONGEST_NAME) : undefined;
