import { beforeAll, describe, expect, it } from '@jest/globals';
import { TooManyLogins } from '../../domain/operator-errors.js';
import { Argon2Passwords } from './argon2-passwords.js';

const passwords = new Argon2Passwords();
beforeAll(() => passwords.onModuleInit());

describe('a password', () => {
  it('is kept as argon2id with the parameters that OWASP asks for, with a salt of its own', async () => {
    const [one, two] = await Promise.all([passwords.hash('correct horse'), passwords.hash('correct horse')]);
    expect(one).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$[\w+/]{22}\$[\w+/]{43}$/);
    expect(two).not.toBe(one);
  });

  it('fits its own hash and no other', async () => {
    const hash = await passwords.hash('correct horse');
    await expect(passwords.verify(hash, 'correct horse')).resolves.toBe(true);
    await expect(passwords.verify(hash, 'Correct horse')).resolves.toBe(false);
    await expect(passwords.verify(null, 'correct horse')).resolves.toBe(false);
  });

  it('of a name that does not exist is checked for as long as any other', async () => {
    const hash = await passwords.hash('correct horse');
    const fastest = async (known: string | null) => {
      const times: number[] = [];
      for (let run = 0; run < 7; run += 1) {
        const start = performance.now();
        await passwords.verify(known, 'wrong');
        times.push(performance.now() - start);
      }
      return Math.min(...times);
    };
    const [known, unknown] = [await fastest(hash), await fastest(null)];
    expect(unknown / known).toBeGreaterThan(0.7);
    expect(unknown / known).toBeLessThan(1.4);
  });
});

it('refuses what comes beyond two at a time and a short queue', async () => {
  const results = await Promise.allSettled(Array.from({ length: 50 }, () => passwords.verify(null, 'flood')));
  const refused = results.filter((result) => result.status === 'rejected').map(({ reason }): unknown => reason);
  expect(refused).toHaveLength(50 - 34);
  expect(refused.every((reason) => reason instanceof TooManyLogins)).toBe(true);
  await expect(passwords.verify(null, 'later')).resolves.toBe(false);
});
