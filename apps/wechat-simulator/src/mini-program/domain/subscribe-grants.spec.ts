import { describe, expect, it } from '@jest/globals';
import { SubscribeGrants } from './subscribe-grants.js';

describe('SubscribeGrants', () => {
  it('lets one accept be spent once', () => {
    const grants = new SubscribeGrants();
    grants.accept('o1', 't1');
    expect(grants.spend('o1', 't1')).toBe(true);
    expect(grants.spend('o1', 't1')).toBe(false);
  });

  it('adds accepts up and keeps users and templates apart', () => {
    const grants = new SubscribeGrants();
    grants.accept('o1', 't1');
    expect(grants.accept('o1', 't1')).toBe(2);
    expect(grants.spend('o2', 't1')).toBe(false);
    expect(grants.spend('o1', 't2')).toBe(false);
    expect(grants.of('o1', 't1')).toBe(2);
  });
});
