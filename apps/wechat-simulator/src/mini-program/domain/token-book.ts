import { WechatError } from './wechat-error.js';

export const TOKEN_LIFE_MS = 7_200_000;
/** How long an access_token of the plain API outlives its successor, and how early the stable one is renewed. */
export const OVERLAP_MS = 5 * 60_000;
export const FORCE_REFRESH_GAP_MS = 30_000;
export const FORCE_REFRESH_DAILY = 20;

export interface IssuedToken {
  readonly token: string;
  readonly expiresIn: number;
}

interface Token {
  readonly token: string;
  expiresAt: number;
  /** Set when another took its place: from then on 40001, not 42001. */
  supersededAt: number;
}

/** The plain and the stable tokens of one mini-program; the two kinds do not end each other. */
export class TokenBook {
  private readonly tokens = new Map<string, Token>();
  private plain: Token | undefined;
  private stable: Token | undefined;
  private forced: number[] = [];

  issuePlain(fresh: string, now: Date): IssuedToken {
    const at = now.getTime();
    if (this.plain) this.plain.supersededAt = at + OVERLAP_MS;
    this.plain = this.add(fresh, at);
    return answer(this.plain, at);
  }

  issueStable(fresh: string, now: Date): IssuedToken {
    const at = now.getTime();
    if (this.stable === undefined || this.stable.expiresAt - at <= OVERLAP_MS || this.stable.supersededAt <= at) {
      this.stable = this.add(fresh, at);
    }
    return answer(this.stable, at);
  }

  forceStable(fresh: string, now: Date): IssuedToken {
    const at = now.getTime();
    this.forced = this.forced.filter((time) => at - time < 24 * 3_600_000);
    if (this.forced.length >= FORCE_REFRESH_DAILY) throw new WechatError('dailyQuota');
    const last = this.forced.at(-1);
    if (last !== undefined && at - last < FORCE_REFRESH_GAP_MS) throw new WechatError('minuteQuota');
    this.forced.push(at);
    if (this.stable) this.stable.supersededAt = at;
    this.stable = this.add(fresh, at);
    return answer(this.stable, at);
  }

  check(token: string, now: Date): void {
    if (token === '') throw new WechatError('tokenMissing');
    const known = this.tokens.get(token);
    if (known === undefined || known.supersededAt <= now.getTime()) throw new WechatError('invalidCredential');
    if (known.expiresAt <= now.getTime()) throw new WechatError('tokenExpired');
  }

  /** Ends every token that was issued: the next call with one of them finds it expired. */
  expireAll(now: Date): void {
    for (const token of this.tokens.values()) token.expiresAt = Math.min(token.expiresAt, now.getTime());
  }

  forget(): void {
    this.tokens.clear();
    this.plain = undefined;
    this.stable = undefined;
    this.forced = [];
  }

  private add(token: string, at: number): Token {
    for (const [old, { expiresAt }] of this.tokens) if (at - expiresAt > 24 * 3_600_000) this.tokens.delete(old);
    const added = { token, expiresAt: at + TOKEN_LIFE_MS, supersededAt: Number.POSITIVE_INFINITY };
    this.tokens.set(token, added);
    return added;
  }
}

function answer({ token, expiresAt }: Token, at: number): IssuedToken {
  return { token, expiresIn: Math.floor((expiresAt - at) / 1000) };
}
