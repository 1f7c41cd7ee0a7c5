import { afterEach, describe, expect, it } from '@jest/globals';
import { TrialProgram } from './trial-program.js';

const chaos = new TrialProgram('deploy/chaos/chaos.ts');
afterEach(() => chaos.stop(), 60_000);

describe('npm run chaos', () => {
  it.each(['kafka', 'redis'])(
    'breaks everything around 300 orders over %s, and no fen and no event is wrong',
    async (transport) => {
      const said = await chaos.run('--orders', '300', '--seed', '1', '--transport', transport);
      expect(said).toContain('All of it holds.');
    },
    600_000,
  );
});
