import type { Socket } from 'node:net';
import { randomUUID } from 'node:crypto';
import { ERRORS, type Reason } from '@minisuite/contracts';
import { errorBody } from './error-answer.js';

/** Answers what Node could not even read as HTTP (overlong headers, garbage) in the usual form, and hangs up. */
export function answerClientError(error: NodeJS.ErrnoException, socket: Socket): void {
  // Who has connected and said nothing would take an answer for one to what they are just about to ask.
  const isIdle = error.code === 'ERR_HTTP_REQUEST_TIMEOUT' && socket.bytesRead === 0;
  if (error.code === 'ECONNRESET' || isIdle || socket.destroyed || !socket.writable) {
    socket.destroy();
    return;
  }
  const reason: Reason = error.code === 'HPE_HEADER_OVERFLOW' ? 'HEADERS_TOO_LARGE' : 'VALIDATION_FAILED';
  const requestId = randomUUID();
  const { status } = ERRORS[reason];
  const body = JSON.stringify(errorBody({ reason, status, details: [], headers: {} }, 'en', requestId));
  const head = [
    `HTTP/1.1 ${status} ${reason}`,
    'content-type: application/json; charset=utf-8',
    `content-length: ${Buffer.byteLength(body)}`,
    `x-request-id: ${requestId}`,
    'connection: close',
  ];
  socket.end(`${head.join('\r\n')}\r\n\r\n${body}`);
}
