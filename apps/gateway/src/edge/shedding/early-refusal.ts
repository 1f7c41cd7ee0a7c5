import type { Server, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { Server as TlsServer } from 'node:tls';
import { requestIdOf } from '../request-id.js';
import { refusalText } from './refusal.js';
import { type RequestHead, requestHead } from './request-head.js';

/**
 * Refuses requests before they are read as HTTP, where most of what a refusal costs is spent: how many can be served in overload depends on
 * what the others take. It refuses only what is beyond doubt, which is a whole request on a connection that stays open, with none under way
 * before it, and not the first, because the time-outs of Node count from that. All else goes on to be read.
 */
export class EarlyRefusal {
  private readonly connections = new WeakMap<Socket, Connection>();

  constructor(private readonly isRefused: (method: string, path: string) => boolean) {}

  watch(server: Server): void {
    server.on(server instanceof TlsServer ? 'secureConnection' : 'connection', (socket: Socket) => this.guard(socket));
  }

  /** The connection can take the next request when this one has been answered. */
  reads(socket: Socket, response: ServerResponse): void {
    const connection = this.connections.get(socket);
    if (connection) response.once('close', () => (connection.isBusy = false));
  }

  private guard(socket: Socket): void {
    const connection = new Connection();
    this.connections.set(socket, connection);
    const push = socket.push.bind(socket);
    socket.push = (chunk: Buffer | null, encoding) => {
      const head = chunk ? connection.requestIn(chunk) : undefined;
      if (
        head &&
        connection.mayBeRefused(head) &&
        !socket.writableNeedDrain &&
        this.isRefused(head.method, head.path)
      ) {
        socket.write(refusalText(requestIdOf(head.headers), head.headers['accept-language']), 'latin1');
        return true;
      }
      if (head) connection.passOn(head);
      return push(chunk, encoding);
    };
    // Until somebody listens, Node's parser takes the bytes from the socket and shows them to nobody.
    const listen = (): void => {};
    socket.on('data', listen).off('data', listen);
  }
}

/** What is known of a connection from what came over it. */
class Connection {
  isBusy = false;
  private isUnderstood = true;
  private missing = 0;
  private hasBeenRead = false;

  /** The request that a chunk begins with; undefined for more of a body, and for good when something was not understood. */
  requestIn(chunk: Buffer): RequestHead | undefined {
    if (!this.isUnderstood) return undefined;
    if (this.missing > 0) {
      this.missing -= chunk.length;
      this.isUnderstood = this.missing >= 0;
      return undefined;
    }
    const head = this.isBusy ? undefined : requestHead(chunk);
    this.isUnderstood = head !== undefined;
    return head;
  }

  mayBeRefused({ method, missing }: RequestHead): boolean {
    return this.hasBeenRead && missing === 0 && method !== 'HEAD';
  }

  passOn({ missing }: RequestHead): void {
    this.isBusy = true;
    this.hasBeenRead = true;
    this.missing = missing;
  }
}
