import { describe, expect, it } from '@jest/globals';
import { requestHead } from './request-head.js';

const bytes = (first: string, lines: string[] = [], body = '') =>
  Buffer.from([first, 'Host: a', ...lines, '', body].join('\r\n'));
const get = (...lines: string[]) => requestHead(bytes('GET /api/v1/products/1 HTTP/1.1', lines));
const post = (length: string, body: string) =>
  requestHead(bytes('POST /api/v1/orders HTTP/1.1', [`Content-Length: ${length}`], body));

describe('the head of a request', () => {
  it('tells what is asked for, in which language, and under which name', () => {
    expect(get('accept-language: zh-CN,en;q=0.5', 'X-REQUEST-ID:\tmine-1 ', 'Connection: Keep-Alive')).toEqual({
      method: 'GET',
      path: '/api/v1/products/1',
      headers: { 'accept-language': 'zh-CN,en;q=0.5', 'x-request-id': 'mine-1', connection: 'Keep-Alive' },
      missing: 0,
    });
  });

  it('tells how much of the body is still to come', () => {
    expect(post('5', 'abcde')?.missing).toBe(0);
    expect(post('5', 'ab')?.missing).toBe(3);
    expect(post('5', '')?.missing).toBe(5);
  });

  it('is nothing when more than one request has come', () => {
    expect(post('5', 'abcdefg')).toBeUndefined();
    expect(requestHead(Buffer.concat([bytes('GET / HTTP/1.1'), bytes('GET / HTTP/1.1')]))).toBeUndefined();
  });

  it('is nothing when less than a head has come', () => {
    expect(requestHead(Buffer.from('GET / HTTP/1.1\r\nHost: a\r\n'))).toBeUndefined();
    expect(requestHead(Buffer.alloc(0))).toBeUndefined();
  });

  it.each([
    ['a length in two ways', ['Content-Length: 5', 'Content-Length: 6']],
    ['the same length twice', ['Content-Length: 0', 'Content-Length: 0']],
    ['a length that is no number', ['Content-Length: 0x0']],
    ['a length with a sign', ['Content-Length: +0']],
    ['a body in chunks', ['Transfer-Encoding: chunked']],
    ['a body in chunks, in disguise', ['transfer-encoding: xchunked', 'Content-Length: 0']],
    ['a space before a colon', ['Content-Length : 0']],
    ['a line that ends in half', ['X-Other: a\nTransfer-Encoding: chunked']],
    ['a line that ends in the other half', ['X-Other: a\rTransfer-Encoding: chunked']],
    ['a line that goes on in the next', ['X-Other: a', ' b']],
    ['a connection that ends', ['Connection: close']],
    ['a connection that becomes another', ['Connection: Upgrade', 'Upgrade: websocket']],
    ['a client that waits to be told to go on', ['Expect: 100-continue', 'Content-Length: 0']],
    ['two names', ['X-Request-Id: a', 'X-Request-Id: b']],
  ])('is nothing for %s', (_what, lines) => {
    expect(get(...lines)).toBeUndefined();
  });

  it.each([
    'GET / HTTP/1.0',
    'get / HTTP/1.1',
    'GET  / HTTP/1.1',
    'GET http://a/ HTTP/1.1',
    'OPTIONS * HTTP/1.1',
    ' GET / HTTP/1.1',
    'GET / HTTP/1.1 ',
    'GET /\nX: y HTTP/1.1',
    'PRI * HTTP/2.0',
  ])('is nothing for the line %j', (line) => {
    expect(requestHead(bytes(line))).toBeUndefined();
  });

  it('does not take a header within a value for one', () => {
    expect(get('X-Other: a, Content-Length: 7')?.missing).toBe(0);
  });
});
