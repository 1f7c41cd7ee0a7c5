import { describe, expect, it } from '@jest/globals';
import { demoArguments } from './arguments.ts';

describe('demoArguments', () => {
  it('uses the usual ports, or those of the running system', () => {
    expect(demoArguments([])).toMatchObject({
      json: false,
      base: 'http://127.0.0.1:8080',
      simulator: 'http://127.0.0.1:8090',
    });
    expect(demoArguments([], { gateway: { port: 1 }, 'wechat-simulator': { port: 2 } })).toMatchObject({
      base: 'http://127.0.0.1:1',
      simulator: 'http://127.0.0.1:2',
    });
  });

  it('takes other addresses', () => {
    expect(demoArguments(['--json', '--base', 'https://shop.example/', '--simulator=http://sim:1'])).toMatchObject({
      json: true,
      base: 'https://shop.example',
      simulator: 'http://sim:1',
    });
  });

  it.each([['--base', 'shop'], ['--base', 'ftp://x'], ['--nonsense'], ['x']])('refuses %s %s', (...args) => {
    expect(() => demoArguments(args)).toThrow(/must be like|Unknown option|Unexpected argument/);
  });
});
