import { describe, expect, it } from '@jest/globals';
import { isTraceParent } from './trace-parent.js';

const TRACE = '0af7651916cd43dd8448eb211c80319c';
const SPAN = 'b7ad6b7169203331';

describe('isTraceParent', () => {
  it('knows a trace context of W3C', () => {
    expect(isTraceParent(`00-${TRACE}-${SPAN}-01`)).toBe(true);
  });

  it.each([
    undefined,
    '',
    `01-${TRACE}-${SPAN}-01`,
    `00-${TRACE}-${SPAN}`,
    `00-${TRACE.toUpperCase()}-${SPAN}-01`,
    `00-${'0'.repeat(32)}-${SPAN}-01`,
    `00-${TRACE}-${'0'.repeat(16)}-01`,
    `00-${TRACE}-${SPAN}-01\n`,
  ])('refuses %j', (text) => {
    expect(isTraceParent(text)).toBe(false);
  });
});
