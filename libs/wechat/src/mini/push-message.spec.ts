import { describe, expect, it } from '@jest/globals';
import { parsePush, pushMessageOf } from './push-message.js';

const messageOf = (body: string) => pushMessageOf(parsePush(body));

const json = JSON.stringify({
  ToUserName: 'gh_1',
  FromUserName: 'o1',
  CreateTime: 1714037059,
  MsgType: 'event',
  Event: 'wxa_media_check',
  trace_id: 't-1',
  result: { suggest: 'pass', label: 100 },
});
const xml = `<?xml version="1.0"?>
<xml>
  <ToUserName><![CDATA[gh_1]]></ToUserName>
  <FromUserName><![CDATA[o1]]></FromUserName>
  <CreateTime>1714037059</CreateTime>
  <MsgType><![CDATA[event]]></MsgType>
  <Event><![CDATA[wxa_media_check]]></Event>
  <trace_id><![CDATA[t-1]]></trace_id>
  <result><suggest><![CDATA[pass]]></suggest><label>100</label></result>
</xml>`;

describe('a push', () => {
  it('is the same message in XML and in JSON', () => {
    const [one, other] = [messageOf(json), messageOf(xml)];
    expect(other).toMatchObject({ id: one.id, type: 'wxa_media_check' });
    expect(other.fields['result']).toEqual({ suggest: 'pass', label: '100' });
  });

  it('is known by its number, whole', () => {
    const numbered = (id: string) => messageOf(`{"MsgType":"text","MsgId":${id},"Content":"\\"MsgId\\": 12"}`);
    expect(numbered('6054768590064713728').id).toBe('msg\n6054768590064713728');
    expect(numbered('6054768590064713728').id).not.toBe(numbered('6054768590064713729').id);
    expect(numbered('1').fields['Content']).toBe('"MsgId": 12');
  });

  it('is another one when the sender, the second, the event or the trace differs', () => {
    const changes = [{ FromUserName: 'o2' }, { CreateTime: 1714037060 }, { Event: 'other' }, { trace_id: 't-2' }, {}];
    const ids = changes.map((change) => messageOf(JSON.stringify({ ...JSON.parse(json), ...change })).id);
    expect(new Set(ids).size).toBe(changes.length);
  });

  it('keeps elements that repeat, and what is written in entities', () => {
    const { fields } = messageOf('<xml><MsgType>a&amp;b</MsgType><List>1</List><List>2</List><Nil/></xml>');
    expect(fields).toEqual({ MsgType: 'a&b', List: ['1', '2'], Nil: '' });
  });

  it.each([
    '',
    'x',
    '[]',
    'null',
    '{}',
    '{"MsgType":""}',
    '{"MsgType":{}',
    '<xml>',
    '<xml></xml>',
    '<xml><MsgType>text</MsgTyp></xml>',
    '<xml><MsgType>text</MsgType></xml></xml>',
    '<xml><MsgType>text</MsgType>',
    '<xml>words<MsgType>text</MsgType></xml>',
    '<xml><MsgType>&e;</MsgType></xml>',
    '<xml><MsgType>a & b</MsgType></xml>',
    '<xml><MsgType><![CDATA[text</MsgType></xml>',
    '<!DOCTYPE xml [<!ENTITY e SYSTEM "file:///etc/passwd">]><xml><MsgType>&e;</MsgType></xml>',
    '<xml a="1"><MsgType>text</MsgType></xml>',
    `<xml>${'<a>'.repeat(9)}${'</a>'.repeat(9)}</xml>`,
    `{"MsgType":"${'x'.repeat(200)}"}`,
  ])('is not made out of %j', (body) => {
    expect(() => messageOf(body)).toThrow('malformed');
  });

  it('cannot reach the prototype', () => {
    const { fields } = messageOf('<xml><MsgType>text</MsgType><__proto__><polluted>1</polluted></__proto__></xml>');
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
    expect(Object.getPrototypeOf(fields)).toBe(Object.prototype);
  });

  it('is read in a time that grows with its length only', () => {
    // Not by the clock, which other processes of the machine disturb.
    const began = process.cpuUsage();
    for (const part of ['<![CDATA[', '<a', '&', '<a>', ']]>']) {
      expect(() => messageOf(`<xml>${part.repeat(60_000 / part.length)}`)).toThrow('malformed');
    }
    expect(process.cpuUsage(began).user).toBeLessThan(1_000_000);
  });
});
