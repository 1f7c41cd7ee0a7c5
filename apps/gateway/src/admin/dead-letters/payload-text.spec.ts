import { describe, expect, it } from '@jest/globals';
import { payloadText } from './payload-text.js';

describe('payloadText', () => {
  it.each(['', '{"名":"茶"}', '\ufeff{}', 'a\u0000b'])('shows %j as it is', (text) => {
    expect(payloadText(Buffer.from(text), false)).toEqual({ payload: text, payloadEncoding: 'utf8' });
  });

  it('gives bytes that are no text in base64', () => {
    expect(payloadText(Buffer.from([0xc3, 0x28]), true)).toEqual({ payload: 'wyg=', payloadEncoding: 'base64' });
  });

  it('leaves out half a character where the payload was cut, and only there', () => {
    const cut = Buffer.from('茶茶').subarray(0, 5);
    expect(payloadText(cut, true)).toEqual({ payload: '茶', payloadEncoding: 'utf8' });
    expect(payloadText(cut, false).payloadEncoding).toBe('base64');
  });
});
