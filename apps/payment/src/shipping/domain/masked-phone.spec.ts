import { describe, expect, it } from '@jest/globals';
import { maskedPhone } from './masked-phone.js';

describe('a masked phone number', () => {
  it.each([
    ['18912341234', '189****1234'],
    ['+86 189-1234-1234', '189****1234'],
    ['02012345678', '020****5678'],
    ['12345678', '****5678'],
    ['1234567', ''],
    ['', ''],
  ])('of %j is %j', (phone, masked) => {
    expect(maskedPhone(phone)).toBe(masked);
  });
});
