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

  it('of a name that does not exist is checked with as much work as any other', async () => {
    const hash = await passwords.hash('correct horse');
    // Not by the clock, which other processes of the machine disturb; and the least, as other work of this process only adds to it.
    const workFor = async (stored: string | null) => {
      const start = process.cpuUsage();
      await passwords.verify(stored, 'wrong');
      return process.cpuUsage(start).user;
    };
    const [forNobody, forSomebody]: [number[], number[]] = [[], []];
    for (let round = 0; round < 15; round += 1) {
      forNobody.push(await workFor(null));
      forSomebody.push(await workFor(hash));
    }
    const ratio = Math.min(...forNobody) / Math.min(...forSomebody);
    expect(ratio).toBeGreaterThan(0.5);
    expect(ratio).toBeLessThan(2);
  });
});

it('refuses what comes beyond two at a time and a short queue', async () => {
  const results = await Promise.allSettled(Array.from({ length: 50 }, () => passwords.verify(null, 'flood')));
  const refused = results.filter((result) => result.status === 'rejected').map(({ reason }): unknown => reason);
  expect(refused).toHaveLength(50 - 34);
  expect(refused.every((reason) => reason instanceof TooManyLogins)).toBe(true);
  await expect(passwords.verify(null, 'later')).resolves.toBe(false);
});
