import { randomInt } from 'node:crypto';
import { createServer } from 'node:net';

// Below the range from which systems take the ports of outgoing connections, so that none is taken in between.
const LOWEST = 15_000;
const HIGHEST = 31_999;

/** True when nothing listens on the port of this host. */
export function isPortFree(port: number, host = '127.0.0.1'): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen({ port, host, exclusive: true }, () => server.close(() => resolve(true)));
  });
}

/** As many different free ports as asked for, in no order. */
export async function freePorts(count: number): Promise<number[]> {
  const found = new Set<number>();
  while (found.size < count) {
    const port = randomInt(LOWEST, HIGHEST);
    if (!found.has(port) && (await isPortFree(port))) found.add(port);
  }
  return [...found];
}

/** The wished port when it is free, else any free one. */
export async function preferPort(wished: number): Promise<number> {
  if (await isPortFree(wished)) return wished;
  const [port] = await freePorts(1);
  return port ?? wished;
}
