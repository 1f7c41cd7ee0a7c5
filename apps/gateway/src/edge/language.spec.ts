import { describe, expect, it } from '@jest/globals';
import { languageOf } from './language.js';

describe('languageOf', () => {
  it.each([
    ['zh', 'zh'],
    ['zh-CN,zh;q=0.9,en;q=0.8', 'zh'],
    ['en;q=0.5, zh-Hans;q=0.9', 'zh'],
    ['ZH-cn', 'zh'],
    ['en-US,en;q=0.9,zh;q=0.8', 'en'],
    ['fr, zh;q=0.9', 'en'],
    ['zh;q=0', 'en'],
    ['zhx', 'en'],
    ['*', 'en'],
    ['', 'en'],
    [undefined, 'en'],
  ])('reads %j as %s', (accept, language) => {
    expect(languageOf(accept)).toBe(language);
  });
});
