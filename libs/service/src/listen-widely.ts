import { once } from 'node:events';
import { type AddressInfo, createServer, type Server } from 'node:net';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';

const SOCKETS = 128;
const HANG_UP_EVERY_MS = 50;

/**
 * Listens with many sockets at one port, among which the kernel shares out who connects (`SO_REUSEPORT` of Linux; elsewhere with one).
 * Node accepts one connection of each in a turn of its event loop, and turns are long when there is much to do: with one socket, those who
 * connect then would wait until they give up, instead of being served or refused. Throws EADDRINUSE when somebody else has the port.
 */
export async function listenWidely(
  app: NestFastifyApplication,
  { host, port }: { host: string; port: number },
): Promise<void> {
  const others: Server[] = [];
  closeWith(app, others);
  if (process.platform !== 'linux') return void (await app.listen(port, host));
  await claim(host, port);
  await app.listen(shared(host, port));
  const server = app.getHttpServer();
  const { port: actual } = server.address() as AddressInfo;
  // What the HTTP server has told its own socket; the types do not know these two.
  const { allowHalfOpen, noDelay } = server as unknown as { allowHalfOpen: boolean; noDelay: boolean };
  for (let more = 1; more < SOCKETS; more += 1) {
    const other = createServer({ allowHalfOpen, noDelay }, (socket) => void server.emit('connection', socket));
    others.push(other);
    other.listen(shared(host, actual));
    await once(other, 'listening');
  }
}

function shared(host: string, port: number): { host: string; port: number; reusePort: boolean } {
  return { host, port, reusePort: true };
}

/** Who shares a port would share it with a second process of the same user as well. */
async function claim(host: string, port: number): Promise<void> {
  const alone = createServer().listen(port, host);
  await once(alone, 'listening');
  alone.close();
  await once(alone, 'close');
}

/**
 * A server is closed when the connections that it has accepted itself have ended. Whoever was answered meanwhile would keep theirs for a
 * minute, in case there is more to ask.
 */
function closeWith(app: NestFastifyApplication, others: readonly Server[]): void {
  const fastify = app.getHttpAdapter().getInstance();
  let closed: Promise<unknown> = Promise.resolve();
  let hangingUp: NodeJS.Timeout | undefined;
  fastify.addHook('preClose', async () => {
    closed = Promise.all(others.map((other) => new Promise((resolve) => other.close(resolve))));
    hangingUp = setInterval(() => fastify.server.closeIdleConnections(), HANG_UP_EVERY_MS);
  });
  fastify.addHook('onClose', async () => {
    await closed;
    clearInterval(hangingUp);
  });
}
