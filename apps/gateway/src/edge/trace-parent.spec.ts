import { describe, expect, it } from '@jest/globals';
import { isTraceParent } from '@minisuite/kernel';
import { traceParentOf } from './trace-parent.js';

describe('traceParentOf', () => {
  it('goes on with the trace of the caller', () => {
    const traceparent = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01';
    expect(traceParentOf({ traceparent })).toBe(traceparent);
  });

  it('begins a new one each time there is none that is sound', () => {
    const made = [traceParentOf({}), traceParentOf({ traceparent: '00-x' })];
    expect(made.every(isTraceParent)).toBe(true);
    expect(new Set(made).size).toBe(2);
  });
});
