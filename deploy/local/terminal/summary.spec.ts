import { describe, expect, it } from '@jest/globals';
import { formatDuration } from './format.ts';
import { summary } from './summary.ts';

describe('summary', () => {
  const text = summary({
    elapsedMs: 12_340,
    gatewayUrl: 'http://127.0.0.1:8080',
    simulatorUrl: 'http://127.0.0.1:8090',
    grpcPorts: [['user', 50_051]],
    servers: [['MySQL', '127.0.0.1:23306']],
    credentialsPath: '.local/credentials.json',
    logDir: '.local/logs',
  });

  it('names every place to go', () => {
    for (const place of [
      'http://127.0.0.1:8080/docs',
      'http://127.0.0.1:8090',
      '.local/credentials.json',
      'npm run demo',
    ]) {
      expect(text).toContain(place);
    }
    expect(text).toContain('after 12.3 s');
  });

  it('fits on a screen', () => {
    expect(text.split('\n').length).toBeLessThan(24);
  });
});

describe('formatDuration', () => {
  it.each([
    [0, '0.0 s'],
    [12_340, '12.3 s'],
    [125_000, '2 min 5 s'],
  ])('%d ms', (ms, text) => expect(formatDuration(ms)).toBe(text));
});
