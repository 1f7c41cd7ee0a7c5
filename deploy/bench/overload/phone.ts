import { connect, type Socket } from 'node:net';

/** What became of a request: its status, or that nothing came in time. */
export type Fate = number | 'time-out' | 'broken';

interface Sent {
  at: number;
  settle(fate: Fate): void;
}

const HEAD_END = Buffer.from('\r\n\r\n');

/**
 * One connection that stays open, with one request at a time. It reads no more of an answer than where it ends: whoever offers a
 * system more than it can do must not be the first to be out of breath.
 */
export class Phone {
  readonly #socket: Socket;
  #sent: Sent | undefined;
  #read: Buffer = Buffer.alloc(0);

  constructor(host: string, port: number) {
    this.#socket = connect({ host, port, noDelay: true });
    this.#socket.on('data', (chunk) => this.#take(chunk));
    for (const event of ['error', 'close'] as const) this.#socket.on(event, () => this.#settle('broken'));
  }

  /** When it can be used; a connection that is refused is found out when it is. */
  get connected(): Promise<void> {
    return new Promise((resolve) => this.#socket.once('connect', resolve).once('close', resolve));
  }

  get isOpen(): boolean {
    return !this.#socket.destroyed && this.#socket.writable;
  }

  send(request: string): Promise<Fate> {
    return new Promise((settle) => {
      this.#sent = { at: performance.now(), settle };
      this.#socket.write(request);
    });
  }

  /** Hangs up when the answer takes longer than that. */
  loseFaith(now: number, patienceMs: number): void {
    if (!this.#sent || now - this.#sent.at < patienceMs) return;
    this.#settle('time-out');
    this.close();
  }

  /** At once and for good: a port that waits for a last word would be missing to the next phone. */
  close(): void {
    if (this.#socket.connecting) this.#socket.destroy();
    else this.#socket.resetAndDestroy();
  }

  #take(chunk: Buffer): void {
    this.#read = this.#read.length === 0 ? chunk : Buffer.concat([this.#read, chunk]);
    const head = this.#read.indexOf(HEAD_END);
    if (head === -1) return;
    const text = this.#read.toString('latin1', 0, head);
    const length = Number(/\r\ncontent-length: (\d+)/i.exec(text)?.[1] ?? 0);
    if (this.#read.length < head + HEAD_END.length + length) return;
    this.#read = Buffer.alloc(0);
    this.#settle(Number(text.slice(9, 12)));
  }

  #settle(fate: Fate): void {
    const sent = this.#sent;
    this.#sent = undefined;
    sent?.settle(fate);
  }
}
