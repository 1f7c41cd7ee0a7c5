import { STATUS_CODES } from 'node:http';
import { DomainError } from '@minisuite/kernel';
import { answerFor, errorBody } from '../error-answer.js';
import { type Language, languageOf } from '../language.js';

const OVERLOADED = answerFor(new DomainError('unavailable', 'SERVICE_UNAVAILABLE', 'There is too much to do.'));
const HEADERS = Object.entries({
  ...OVERLOADED.headers,
  'content-type': 'application/json; charset=utf-8',
  'x-content-type-options': 'nosniff',
});
const HEAD = [
  `HTTP/1.1 ${OVERLOADED.status} ${STATUS_CODES[OVERLOADED.status]}`,
  ...HEADERS.map(([name, value]) => `${name}: ${value}`),
].join('\r\n');
// The name of the request is the last in a body and needs no escaping, so all before it is made once.
const END = '"}';
const BODIES = { en: bodyIn('en'), zh: bodyIn('zh') };

/** What is told to who is refused because there is too much to do; `body` has a character for each of its bytes (latin1). */
export interface Refusal {
  readonly status: number;
  /** Names and values in turn. */
  readonly headers: readonly string[];
  readonly body: string;
}

export function refusalFor(requestId: string, acceptLanguage: string | undefined): Refusal {
  const body = bodyFor(requestId, acceptLanguage);
  const own = ['content-length', String(body.length), 'x-request-id', requestId];
  return { status: OVERLOADED.status, headers: [...HEADERS.flat(), ...own], body };
}

/** The same as it goes over the wire, with a character for each byte (latin1): for this there are thousands a second, so it is put together by hand. */
export function refusalText(requestId: string, acceptLanguage: string | undefined): string {
  const body = bodyFor(requestId, acceptLanguage);
  return `${HEAD}\r\ncontent-length: ${body.length}\r\nx-request-id: ${requestId}\r\n\r\n${body}`;
}

function bodyFor(requestId: string, acceptLanguage: string | undefined): string {
  return `${BODIES[languageOf(acceptLanguage)]}${requestId}${END}`;
}

function bodyIn(language: Language): string {
  const body = JSON.stringify(errorBody(OVERLOADED, language, '')).slice(0, -END.length);
  return Buffer.from(body).toString('latin1');
}
