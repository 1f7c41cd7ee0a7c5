import { describe, expect, it } from '@jest/globals';
import { toFields, toIncoming } from './stream-entry.js';

const ID = '1795617528922-3';
const entry = (...fields: (string | Buffer)[]) =>
  toIncoming(
    't',
    2,
    ID,
    fields.map((field) => Buffer.from(field)),
  );

describe('an entry of a stream', () => {
  it.each([
    [{}],
    [{ ce_id: '1', traceparent: '' }],
    [{ key: 'k', value: 'v', 'header.x': 'y', '': 'empty', 数: '值' }],
    [JSON.parse('{"__proto__":"x"}') as Record<string, string>],
  ])('brings headers %j as they were', (headers) => {
    const fields = toFields({ topic: 't', key: 'a', headers, value: 'v' });
    expect(Object.entries(entry(...fields).headers)).toEqual(Object.entries(headers));
  });

  it('brings any bytes as they were', () => {
    const value = Buffer.from([0, 255, 13, 10, 0xc3, 0x28]);
    const message = entry(...toFields({ topic: 't', key: '键', headers: {}, value }));
    expect(message).toEqual({
      topic: 't',
      partition: 2,
      offset: '30125463136110641155',
      key: '键',
      headers: {},
      value,
    });
  });

  it('without any field we know is a message all the same', () => {
    expect(entry('foo', 'bar')).toMatchObject({ key: null, headers: { foo: 'bar' }, value: Buffer.alloc(0) });
    expect(entry()).toMatchObject({ key: null, headers: {}, value: Buffer.alloc(0) });
  });
});
