import { describe, expect, it } from '@jest/globals';
import { likeWord } from './like-words.js';

describe('likeWord', () => {
  it('finds the word anywhere', () => {
    expect(likeWord('龙井')).toBe('%龙井%');
  });

  it('escapes wildcards and the escape character itself', () => {
    expect(likeWord('100%_!')).toBe('%100!%!_!!%');
  });
});
