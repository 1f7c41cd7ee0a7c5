import { describe, expect, it } from '@jest/globals';
import { mustBeRecent } from './raw-push.js';

const now = new Date(1_714_037_059_000);

describe('the time of a push', () => {
  it.each(['1714037059', '1714036759', '1714037359'])('may be %s', (timestamp) => {
    expect(() => mustBeRecent(timestamp, now)).not.toThrow();
  });

  it.each(['1714036758', '1714037360', '', '0', '-1714037059', '1714037059.0', '1.7e9', 'x', '１７１４０３７０５９'])(
    'must not be %j',
    (timestamp) => {
      expect(() => mustBeRecent(timestamp, now)).toThrow(expect.objectContaining({ why: 'stale_timestamp' }));
    },
  );
});
