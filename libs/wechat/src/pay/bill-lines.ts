import type { Hash } from 'node:crypto';
import { Readable } from 'node:stream';
import { TextDecoder } from 'node:util';
import { createGunzip } from 'node:zlib';
import { BillRejected } from './bill-rejected.js';

const LONGEST_LINE = 65_536;

/** Pieces of a file, cut anywhere; text counts as UTF-8. */
export type BillSource = AsyncIterable<Uint8Array | string> | Iterable<Uint8Array | string>;

/** Gives the lines that are not empty, of plain or gzip bytes, and feeds the uncompressed bytes to `hash`. */
export async function* billLines(source: BillSource, hash: Hash): AsyncGenerator<string> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let rest = '';
  for await (const bytes of uncompressed(source)) {
    hash.update(bytes);
    const lines = (rest + decode(decoder, bytes)).split('\n');
    rest = lines.pop() ?? '';
    if (rest.length > LONGEST_LINE) throw new BillRejected('malformed');
    yield* lines.map(withoutReturn).filter(Boolean);
  }
  const last = withoutReturn(rest + decode(decoder));
  if (last) yield last;
}

// Gzip is told by its first two bytes, which no text has: something on the way may have unpacked it already.
async function* uncompressed(source: BillSource): AsyncGenerator<Uint8Array> {
  const pieces = bytesOf(source);
  let head = Buffer.alloc(0);
  while (head.length < 2) {
    const { done, value } = await pieces.next();
    if (done) break;
    head = Buffer.concat([head, value]);
  }
  if (head[0] === 0x1f && head[1] === 0x8b) yield* gunzip(rejoined(head, pieces));
  else yield* rejoined(head, pieces);
}

async function* gunzip(pieces: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  const source = Readable.from(pieces, { objectMode: false });
  const unpacked = createGunzip();
  source.once('error', (error) => unpacked.destroy(error));
  try {
    yield* source.pipe(unpacked) as AsyncIterable<Uint8Array>;
  } catch (error) {
    throw zlibProblem(error);
  } finally {
    source.destroy();
    unpacked.destroy();
  }
}

function zlibProblem(error: unknown): unknown {
  const { code } = error as { code?: unknown };
  if (code === 'Z_BUF_ERROR') return new BillRejected('cut', { cause: error });
  return typeof code === 'string' && code.startsWith('Z_') ? new BillRejected('malformed', { cause: error }) : error;
}

async function* rejoined(head: Uint8Array, rest: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  yield head;
  yield* rest;
}

async function* bytesOf(source: BillSource): AsyncGenerator<Uint8Array> {
  for await (const piece of source) yield typeof piece === 'string' ? Buffer.from(piece) : piece;
}

function decode(decoder: TextDecoder, bytes?: Uint8Array): string {
  try {
    return bytes ? decoder.decode(bytes, { stream: true }) : decoder.decode();
  } catch (error) {
    throw new BillRejected('malformed', { cause: error });
  }
}

function withoutReturn(line: string): string {
  return line.endsWith('\r') ? line.slice(0, -1) : line;
}
