import { type FetchLike, type ReleaseLock, type StoredToken, TokenStore } from '../src/index.js';

/** A token store in memory, one for all "processes" of a test. */
export class MemoryTokenStore extends TokenStore {
  stored: StoredToken | undefined;
  private locked = false;

  async get(): Promise<StoredToken | undefined> {
    return this.stored;
  }

  async set(_appId: string, token: StoredToken): Promise<void> {
    this.stored = token;
  }

  async lock(): Promise<ReleaseLock | undefined> {
    if (this.locked) return undefined;
    this.locked = true;
    return async () => {
      this.locked = false;
    };
  }
}

/** WeChat's stable_token endpoint as it behaves: one token, handed out again until it is forced or nearly over. */
export class FakeTokens {
  readonly asked: { force_refresh: boolean }[] = [];
  current = 'token-1';
  expiresIn = 7200;
  failing = false;
  private made = 1;

  readonly fetch: FetchLike = async (_url, { body }) => {
    const request = JSON.parse(String(body)) as { force_refresh: boolean };
    this.asked.push(request);
    if (this.failing) return Response.json({ errcode: -1, errmsg: 'system error rid: 5f325211-48269097-7624df34' });
    if (request.force_refresh) this.renew();
    return Response.json({ access_token: this.current, expires_in: this.expiresIn });
  };

  renew(): void {
    this.made += 1;
    this.current = `token-${this.made}`;
    this.expiresIn = 7200;
  }
}
