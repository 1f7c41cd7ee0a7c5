import { closeSync, existsSync, fstatSync, ftruncateSync, mkdirSync, openSync, readSync, renameSync } from 'node:fs';
import { dirname } from 'node:path';

const TOO_BIG = 64 * 1024 * 1024;

/**
 * The log of one process. The process writes into the file itself, so that it neither waits for its launcher nor
 * breaks when the launcher is gone; the launcher reads behind it.
 */
export class LogFile {
  readonly path: string;
  readonly fd: number;
  #read = 0;
  #rest = '';

  constructor(path: string) {
    this.path = path;
    mkdirSync(dirname(path), { recursive: true });
    if (existsSync(path)) renameSync(path, `${path}.1`);
    this.fd = openSync(path, 'a+');
  }

  /** The whole lines that were written since the last call. */
  newLines(): string[] {
    const { size } = fstatSync(this.fd);
    if (size < this.#read) this.#read = 0;
    const buffer = Buffer.alloc(Math.min(size - this.#read, 4 * 1024 * 1024));
    this.#read += readSync(this.fd, buffer, 0, buffer.length, this.#read);
    const lines = (this.#rest + buffer.toString()).split('\n');
    this.#rest = lines.pop() ?? '';
    if (size > TOO_BIG && this.#read >= size) this.#empty();
    return lines.filter(Boolean);
  }

  /** The last lines, for a message that explains a failure. */
  tail(count: number): string[] {
    const { size } = fstatSync(this.fd);
    const buffer = Buffer.alloc(Math.min(size, 64 * 1024));
    readSync(this.fd, buffer, 0, buffer.length, size - buffer.length);
    return buffer.toString().split('\n').filter(Boolean).slice(-count);
  }

  close(): void {
    closeSync(this.fd);
  }

  #empty(): void {
    ftruncateSync(this.fd);
    this.#read = 0;
  }
}
