/** An access token as stored; all times are unix time in ms (Mini Program "getStableAccessToken"). */
export interface StoredToken {
  value: string;
  expiresAt: number;
  /** From when on WeChat is asked for a newer one. */
  renewAt: number;
  /** When a new token was last forced, 0 for never. */
  forcedAt: number;
}

/** Gives a held lock back. */
export type ReleaseLock = () => Promise<void>;

/** Keeps the one access token of an appid for all processes (Mini Program "getStableAccessToken"). */
export abstract class TokenStore {
  /** Gives the stored token, undefined when there is none or it ran out. */
  abstract get(appId: string): Promise<StoredToken | undefined>;

  /** Stores a token for `ttlMs` (ms). */
  abstract set(appId: string, token: StoredToken, ttlMs: number): Promise<void>;

  /** Takes the lock of an appid for at most `ttlMs` (ms), undefined when somebody holds it. */
  abstract lock(appId: string, ttlMs: number): Promise<ReleaseLock | undefined>;
}
