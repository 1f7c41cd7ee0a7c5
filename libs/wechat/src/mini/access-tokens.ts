import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import { callMiniApi, type MiniApiOptions } from './api.js';
import { WechatApiError } from './api-error.js';
import type { StoredToken, TokenStore } from './token-store.js';

const RENEW_BEFORE_MS = 5 * 60_000;
const ASK_AGAIN_MS = 30_000;
// WeChat allows one in 30 s and 20 a day; a token refused again within minutes has another cause than its age.
const FORCE_INTERVAL_MS = 5 * 60_000;
const POLL_MS = 40;

const answerSchema = z.object({ access_token: z.string().min(1), expires_in: z.int().positive() });

/** Gives access tokens to clients of the mini-program APIs. */
export interface TokenSource {
  /** A token that is valid as far as we know. */
  get(): Promise<string>;
  /** A token to use instead of one that WeChat refused. */
  replace(refused: string): Promise<string>;
}

/** What `AccessTokens` needs; `now` gives unix time in ms. */
export interface AccessTokensOptions extends MiniApiOptions {
  appId: string;
  secret: string;
  store: TokenStore;
  now?: () => number;
}

/** Fetches the stable access token once for all processes and renews it 5 minutes before it ends (Mini Program "getStableAccessToken"). */
export class AccessTokens implements TokenSource {
  private readonly inFlight = new Map<string, Promise<string>>();
  private readonly now: () => number;
  private readonly waitMs: number;

  constructor(private readonly options: AccessTokensOptions) {
    this.now = options.now ?? Date.now;
    // The holder of the lock makes two calls at most.
    this.waitMs = 2 * (options.timeoutMs ?? 5000) + 2000;
  }

  /** Gives the shared token; throws `WechatApiError` (Mini Program "getStableAccessToken"). */
  get(): Promise<string> {
    return this.once('', () => this.current());
  }

  /** Gives another token than `refused`, forcing a new one only when it is still the shared one; throws `WechatApiError` (Mini Program "getStableAccessToken"). */
  replace(refused: string): Promise<string> {
    return this.once(refused, () => this.underLock(refused, () => this.renewRefused(refused)));
  }

  private async current(): Promise<string> {
    const stored = await this.stored();
    if (stored && stored.renewAt > this.now()) return stored.value;
    return this.underLock('', () => this.renewDue());
  }

  private async renewDue(): Promise<string> {
    const stored = await this.stored();
    if (stored && stored.renewAt > this.now()) return stored.value;
    try {
      return (await this.fetchToken(false, stored)).value;
    } catch (error) {
      if (!stored) throw error;
      // It is still valid for minutes: use it and do not ask at every call.
      await this.save({ ...stored, renewAt: this.now() + ASK_AGAIN_MS });
      return stored.value;
    }
  }

  private async renewRefused(refused: string): Promise<string> {
    const stored = await this.stored();
    if (stored && stored.value !== refused) return stored.value;
    // Asking without force costs nothing of the 20 a day and is enough when another system has replaced the token.
    const asked = await this.fetchToken(false, stored);
    if (asked.value !== refused || this.now() - asked.forcedAt < FORCE_INTERVAL_MS) return asked.value;
    const attempt = { ...asked, forcedAt: this.now() };
    await this.save(attempt);
    return (await this.fetchToken(true, attempt)).value;
  }

  private async fetchToken(force: boolean, before: StoredToken | undefined): Promise<StoredToken> {
    const { appId, secret } = this.options;
    const body = { grant_type: 'client_credential', appid: appId, secret, force_refresh: force };
    const answer = await callMiniApi(this.options, { path: '/cgi-bin/stable_token', body }, answerSchema);
    const now = this.now();
    const expiresAt = now + answer.expires_in * 1000;
    // WeChat hands out the old token until 5 minutes before its end, so an answer may be due for renewal already.
    const renewAt = Math.min(expiresAt, Math.max(expiresAt - RENEW_BEFORE_MS, now + ASK_AGAIN_MS));
    const token = { value: answer.access_token, expiresAt, renewAt, forcedAt: before?.forcedAt ?? 0 };
    await this.save(token);
    return token;
  }

  private async underLock(refused: string, renew: () => Promise<string>): Promise<string> {
    const { store, appId } = this.options;
    const giveUpAt = performance.now() + this.waitMs;
    for (;;) {
      const release = await store.lock(appId, this.waitMs);
      // A lock that cannot be given back runs out by itself.
      if (release) return renew().finally(() => release().catch(() => undefined));
      const stored = await this.stored();
      if (stored && stored.value !== refused) return stored.value;
      if (performance.now() > giveUpAt) throw new WechatApiError('unavailable', undefined, 'no access token in time');
      await sleep(POLL_MS);
    }
  }

  private async stored(): Promise<StoredToken | undefined> {
    const stored = await this.options.store.get(this.options.appId);
    return stored && stored.expiresAt > this.now() ? stored : undefined;
  }

  private save(token: StoredToken): Promise<void> {
    return this.options.store.set(this.options.appId, token, token.expiresAt - this.now());
  }

  private once(key: string, task: () => Promise<string>): Promise<string> {
    const running = this.inFlight.get(key);
    if (running) return running;
    const started = task().finally(() => this.inFlight.delete(key));
    this.inFlight.set(key, started);
    return started;
  }
}
