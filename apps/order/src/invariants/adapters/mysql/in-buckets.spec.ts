import { describe, expect, it } from '@jest/globals';
import { inBucket } from './in-buckets.js';

describe('inBucket', () => {
  it('counts each kind of movement as its flow says', () => {
    expect(inBucket('available')).toBe(
      "SUM(delta * CASE kind WHEN 'initial' THEN 1 WHEN 'add' THEN 1 WHEN 'remove' THEN -1 WHEN 'reserve' THEN -1 WHEN 'release' THEN 1 WHEN 'return' THEN 1 ELSE 0 END)",
    );
    expect(inBucket('sold')).toBe("SUM(delta * CASE kind WHEN 'sell' THEN 1 WHEN 'return' THEN -1 ELSE 0 END)");
  });
});
