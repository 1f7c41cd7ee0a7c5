import { describe, expect, it } from '@jest/globals';
import { Writable } from 'node:stream';
import { pino } from 'pino';
import { REDACTED_PATHS } from './logger.js';

function logged(record: object): string {
  let text = '';
  const stream = new Writable({
    write(chunk: Buffer, _encoding, done) {
      text += chunk.toString();
      done();
    },
  });
  pino({ redact: { paths: REDACTED_PATHS, censor: '[redacted]' } }, stream).info(record, 'line');
  return text;
}

describe('a log line', () => {
  it.each(['openid', 'phone', 'accessToken', 'refreshToken', 'session_key', 'password', 'authorization', 'secret'])(
    'never shows %s, wherever it stands',
    (key) => {
      const text = logged({ [key]: 'SENSITIVE', user: { [key]: 'SENSITIVE' }, a: { b: { [key]: 'SENSITIVE' } } });
      expect(text).not.toContain('SENSITIVE');
      expect(text).toContain('[redacted]');
    },
  );
});
