import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Received {
  readonly url: string;
  readonly headers: Record<string, string>;
  readonly body: string;
}

export interface MerchantServer {
  notifyUrl: string;
  readonly received: Received[];
  /** Statuses of the next answers, then 204 for ever. */
  readonly answers: number[];
  /** Answers wait for it. */
  until: Promise<void>;
  stop(): Promise<void>;
}

/** The merchant's webhook: keeps what comes and answers as told. */
export async function startMerchantServer(): Promise<MerchantServer> {
  const received: Received[] = [];
  const answers: number[] = [];
  const merchant: MerchantServer = {
    notifyUrl: '',
    received,
    answers,
    until: Promise.resolve(),
    stop: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', async () => {
      const headers = Object.entries(request.headers).map(([name, value]) => [name, String(value)]);
      received.push({
        url: request.url ?? '',
        headers: Object.fromEntries(headers),
        body: Buffer.concat(chunks).toString('utf8'),
      });
      await merchant.until;
      response.writeHead(answers.shift() ?? 204).end();
    });
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  merchant.notifyUrl = `http://127.0.0.1:${port}/notify`;
  return merchant;
}
