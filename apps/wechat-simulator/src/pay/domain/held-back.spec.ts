import { describe, expect, it } from '@jest/globals';
import { HeldBack } from './held-back.js';

describe('HeldBack', () => {
  it('holds one and lets it go once', () => {
    const heldBack = new HeldBack();
    let released = 0;
    expect(heldBack.isFree).toBe(true);
    heldBack.hold(() => released++);
    expect(heldBack.isFree).toBe(false);
    heldBack.letGo();
    heldBack.letGo();
    expect([released, heldBack.isFree]).toEqual([1, true]);
  });

  it('forgets without letting go', () => {
    const heldBack = new HeldBack();
    let released = 0;
    heldBack.hold(() => released++);
    heldBack.forget();
    heldBack.letGo();
    expect(released).toBe(0);
  });
});
