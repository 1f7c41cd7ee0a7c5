import { afterEach, expect, it } from '@jest/globals';
import { TrialProgram } from './trial-program.js';

const fuzz = new TrialProgram('deploy/fuzz/fuzz.ts');
afterEach(() => fuzz.stop(), 60_000);

it('answers nothing undocumented to two minutes of requests that nobody would think of', async () => {
  expect(await fuzz.run('--minutes', '2', '--seed', '1')).toContain('Every answer was as documented.');
}, 600_000);
