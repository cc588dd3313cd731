import type { Facts } from '../machines/snapshot.js';

/** What the API answered. `reason` is there exactly when it refused. */
export interface Answer<Body> {
  body: Body;
  reason?: string;
}

interface Problem {
  code?: string;
  detail?: string;
  title?: string;
}

/** The application as its users reach it: each signed in once, every request over HTTP. */
export class Api {
  private readonly cookies = new Map<string, string>();

  constructor(
    private readonly origin: string,
    private readonly password: string,
  ) {}

  openCase(user: string, caseType: string, facts: Facts): Promise<Answer<{ id: string }>> {
    return this.post(user, '/api/cases', { caseType, facts });
  }

  sendEvent(user: string, caseId: string, type: string, facts: Facts): Promise<Answer<unknown>> {
    return this.post(user, `/api/cases/${caseId}/events`, { type, facts });
  }

  /** Carries out everything that falls due up to the instant, then stands there. */
  advanceTo(user: string, instant: string): Promise<Answer<unknown>> {
    return this.post(user, '/api/clock', { advanceTo: instant });
  }

  async get<Body>(user: string, path: string): Promise<Body> {
    const response = await fetch(`${this.origin}${path}`, { headers: { cookie: await this.cookieOf(user) } });
    if (!response.ok) throw new Error(`GET ${path}: ${response.status} ${await response.text()}`);
    return (await response.json()) as Body;
  }

  private async post<Body>(user: string, path: string, body: unknown): Promise<Answer<Body>> {
    const response = await fetch(`${this.origin}${path}`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        'accept-language': 'en',
        cookie: await this.cookieOf(user),
      },
      body: JSON.stringify(body),
    });
    const answer = (await response.json()) as Body & Problem;
    if (response.ok) return { body: answer };
    // A refusal is a result of the replay; a failure of the application is not.
    if (response.status >= 500) throw new Error(`POST ${path}: ${response.status} ${JSON.stringify(answer)}`);
    return { body: answer, reason: answer.detail ?? answer.title ?? answer.code ?? `${response.status}` };
  }

  private async cookieOf(username: string): Promise<string> {
    const known = this.cookies.get(username);
    if (known) return known;
    const response = await fetch(`${this.origin}/api/session`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ username, password: this.password }),
    });
    const cookie = response.headers.getSetCookie()[0]?.split(';', 1)[0];
    if (!response.ok || !cookie) throw new Error(`${username} cannot sign in: ${response.status}`);
    this.cookies.set(username, cookie);
    return cookie;
  }
}
