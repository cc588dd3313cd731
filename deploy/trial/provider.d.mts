import type { Configuration } from 'oidc-provider';

/** How an OpenID Connect provider without passwords knows one application and some people, by what it calls them. */
export function configurationOf(settings: {
  clientId: string;
  clientSecret: string;
  callback: string;
  people: Record<string, object>;
}): Configuration;
