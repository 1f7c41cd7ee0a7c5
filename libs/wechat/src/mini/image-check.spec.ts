import { expect, it } from '@jest/globals';
import { imageVerdictOf } from './image-check.js';
import { parsePush, pushMessageOf } from './push-message.js';

const event = (fields: object) =>
  imageVerdictOf(
    pushMessageOf(parsePush(JSON.stringify({ MsgType: 'event', Event: 'wxa_media_check', trace_id: 't', ...fields }))),
  );

it.each([
  [{ errcode: 0, result: { suggest: 'pass', label: 100 } }, 'pass'],
  [{ errcode: '0', result: { suggest: 'review', label: '21000' } }, 'review'],
  [{ result: { suggest: 'risky', label: 20_001 } }, 'risky'],
  [{ errcode: -1008, errmsg: 'download failed', result: { suggest: 'pass', label: 100 } }, 'unreadable'],
  [{ errcode: 0 }, 'unreadable'],
])('%j says %s', (fields, verdict) => {
  expect(event(fields)).toEqual({ traceId: 't', verdict });
});

it('is not read out of other events, nor out of what has another form', () => {
  expect(event({ Event: 'user_enter_tempsession' })).toBeUndefined();
  expect(() => event({ trace_id: 7 })).toThrow('malformed');
  expect(() => event({ result: { suggest: 'fine' } })).toThrow('malformed');
});
