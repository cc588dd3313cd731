/** What a browser does between two sites: follows redirections by itself, and keeps the cookies of each. */
export class BrowserJar {
  private readonly cookies = new Map<string, Map<string, string>>();
  /** Every address that it was at. */
  readonly visited: URL[] = [];

  /** The answer at the end of all redirections, or the redirection that leads to an address which `stop` names. */
  async open(address: string | URL, stop: (url: URL) => boolean = () => false): Promise<Response> {
    let url = new URL(address);
    for (;;) {
      this.visited.push(url);
      const answer = await this.fetch(url);
      const location = answer.headers.get('location');
      if (!location) return answer;
      url = new URL(location, url);
      if (stop(url)) return answer;
    }
  }

  async fetch(url: URL, init: RequestInit = {}): Promise<Response> {
    const jar = this.cookies.get(url.host) ?? new Map<string, string>();
    this.cookies.set(url.host, jar);
    const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ');
    const headers = { ...(init.headers as Record<string, string>), cookie };
    const answer = await fetch(url, { ...init, headers, redirect: 'manual' });
    for (const line of answer.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      if (value === '' || /expires=Thu, 01 Jan 1970/i.test(line)) jar.delete(name);
      else jar.set(name, value);
    }
    return answer;
  }

  /**
   * Sends the form of a page to another site, as `page` holds it or with other values, and gives the answer. Browsers leave cookies that are `SameSite=Lax` at
   * home then, and tell where the form comes from.
   */
  async submit(page: string, from: string, changes: Record<string, string> = {}): Promise<Response> {
    const action = /action="([^"]+)"/.exec(page)![1]!;
    const fields = [...page.matchAll(/name="([^"]+)" value="([^"]*)"/g)].map(([, name, value]) => [
      name!,
      value!,
    ]);
    const body = new URLSearchParams({
      ...(Object.fromEntries(fields) as Record<string, string>),
      ...changes,
    });
    this.visited.push(new URL(action));
    const headers = { origin: new URL(from).origin, 'sec-fetch-site': 'cross-site' };
    return fetch(action, { method: 'POST', body, headers, redirect: 'manual' });
  }

  cookieOf(url: string, name: string): string | undefined {
    return this.cookies.get(new URL(url).host)?.get(name);
  }
}
