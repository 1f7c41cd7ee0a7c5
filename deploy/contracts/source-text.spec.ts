import { describe, expect, it } from '@jest/globals';
import { docsIn, usesIn } from './source-text.ts';

const uses = (...lines: string[]) => {
  const { records, reads } = usesIn(lines.join('\n'));
  return { records: [...records], reads: [...reads] };
};
const FROM = "from '@minisuite/contracts';";

describe('a source file', () => {
  it('records the events that it names beside recordEvent', () => {
    const called = `recordEvent(\n  done ? OrderPaid : OrderExpired, id, {});`;
    expect(uses(`import { OrderExpired, OrderPaid, recordEvent } ${FROM}`, called)).toEqual({
      records: ['OrderPaid', 'OrderExpired'],
      reads: [],
    });
  });

  it('reads the events that it handles, also in a file that records', () => {
    const handler = 'class A { @OnEvent(OrderPaid) async on(events: Received<PayloadOf<typeof OrderPaid>>[]) {} }';
    expect(uses(`import { OrderPaid, type PayloadOf } ${FROM}`, handler)).toEqual({
      records: [],
      reads: ['OrderPaid'],
    });
    const both = 'recordEvent(OrderExpired, id, {});';
    expect(uses(`import { OrderExpired, OrderPaid, recordEvent } ${FROM}`, handler, both)).toEqual({
      records: ['OrderExpired'],
      reads: ['OrderPaid'],
    });
  });

  it('reads the events that it looks out for by itself', () => {
    expect(uses(`import { OrderPaid as Paid, wireType } ${FROM}`, 'watch(wireType(Paid));').reads).toEqual([
      'OrderPaid',
    ]);
  });

  it('does nothing with an event that it only imports, names in a type or has a namesake of', () => {
    expect(uses(`import { OrderPaid, recordEvent } ${FROM}`, 'type P = PayloadOf<typeof OrderPaid>;').records).toEqual(
      [],
    );
    expect(uses("import { OrderPaid, recordEvent } from './mine.js';", 'recordEvent(OrderPaid);').records).toEqual([]);
    expect(uses('// OrderPaid is recorded by recordEvent(OrderPaid)')).toEqual({ records: [], reads: [] });
  });
});

describe('the documentation of a constant', () => {
  it('is the first paragraph of its comment', () => {
    const text = '/**\n * Something\n * happened.\n *\n * More.\n */\nexport const A = 1;\nexport const B = 2;';
    expect([...docsIn(text)]).toEqual([
      ['A', 'Something happened.'],
      ['B', ''],
    ]);
  });
});
