import { createHash } from 'node:crypto';
import { Redis } from '@minisuite/cache';
import { DomainError, isDomainError } from '@minisuite/kernel';
import { Counter, metrics } from '@minisuite/service';
import { Injectable } from '@nestjs/common';
import { waitAfter } from './wait-after.js';

const REMEMBERED_S = 86_400;
// By attempt; the last one is for all that follow.
const PAUSES_S = Array.from({ length: 12 }, (_, index) => waitAfter(index + 1));

// One step, so that fifty guesses at once are not fifty guesses. Answers 0, or for how many ms there is no attempt.
const ATTEMPT = `
local wait = redis.call('pttl', KEYS[2])
if wait > 0 then return wait end
local attempts = redis.call('incr', KEYS[1])
redis.call('expire', KEYS[1], ARGV[1])
local pause = tonumber(ARGV[math.min(attempts, #ARGV - 1) + 1])
if pause > 0 then redis.call('set', KEYS[2], '1', 'EX', pause) end
return 0`;

type Keys = [attempts: string, pause: string];

const held = new Counter({
  name: 'minisuite_http_logins_held_total',
  help: 'Logins of operators that were not tried, because of wrong ones from the same address before.',
  registers: [metrics()],
});

/**
 * How often an address may guess the password of one operator: five times, then once after each pause, which doubles up to
 * 15 minutes. Others, and the operator at another address, are not held up, so that nobody can be locked out.
 */
@Injectable()
export class LoginAttempts {
  constructor(private readonly redis: Redis) {}

  /** Tries a login, unless there were too many wrong ones: throws RATE_LIMITED then, and SERVICE_UNAVAILABLE when nobody can tell. */
  async run<T>(username: string, address: string, logIn: () => Promise<T>): Promise<T> {
    const keys = keysOf(username, address);
    // Before the password is looked at: what is counted afterwards does not stop those who come at once.
    await this.begin(keys);
    try {
      const session = await logIn();
      await this.redis.del(...keys).catch(() => {});
      return session;
    } catch (error) {
      const isWrong = isDomainError(error) && error.reason === 'CREDENTIALS_INVALID';
      if (!isWrong) await this.giveBack(keys);
      throw error;
    }
  }

  private async begin(keys: Keys): Promise<void> {
    const waitMs = await this.redis.eval(ATTEMPT, 2, ...keys, REMEMBERED_S, ...PAUSES_S).catch(() => {
      throw new DomainError('unavailable', 'SERVICE_UNAVAILABLE', 'Attempts cannot be counted.');
    });
    if (waitMs === 0) return;
    held.inc();
    const refusal = new DomainError('exhausted', 'RATE_LIMITED', 'There were too many wrong passwords.');
    refusal.retryAfterMs = Number(waitMs);
    throw refusal;
  }

  /** Nobody has looked at the password. */
  private async giveBack([attempts, pause]: Keys): Promise<void> {
    // The right password may have been given meanwhile: then the decrement makes the key anew.
    const commands = [this.redis.decr(attempts), this.redis.expire(attempts, REMEMBERED_S), this.redis.del(pause)];
    await Promise.all(commands).catch(() => {});
  }
}

// Hashed: what somebody types as a name may be a password. In braces, so that a cluster keeps both keys together.
function keysOf(username: string, address: string): Keys {
  const who = createHash('sha256')
    .update(JSON.stringify([username.trim().toLowerCase(), address]))
    .digest('base64url');
  return [`login:{${who}}:attempts`, `login:{${who}}:pause`];
}
