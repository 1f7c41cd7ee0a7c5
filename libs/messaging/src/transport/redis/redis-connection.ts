import { answerWithin } from '@minisuite/kernel';
import { type ChainableCommander, Redis, ReplyError } from 'ioredis';

const CONNECT_MS = 3000;
const KEEP_ALIVE_MS = 10_000;
const CLOSE_MS = 50;

interface Client {
  readonly redis: Redis;
  readonly ready: Promise<void>;
}

/**
 * A connection for one purpose. A command is sent once or not at all: nothing waits for a server that is away, nothing is sent again,
 * and a connection on which an answer stayed out is left for a new one.
 */
export class RedisConnection {
  private client: Client | undefined;
  private closed = false;

  constructor(
    private readonly url: string,
    /** What it is called in CLIENT LIST. */
    private readonly name: string,
  ) {}

  /** Does some work on the living connection or on a new one; rejects when that takes longer than `patienceMs`. */
  async use<T>(patienceMs: number, work: (redis: Redis) => Promise<T>): Promise<T> {
    if (this.closed) throw new Error('the connection to Redis has been closed');
    const client = (this.client ??= this.open());
    try {
      return await answerWithin(
        'Redis',
        patienceMs,
        client.ready.then(() => work(client.redis)),
      );
    } catch (error) {
      if (!isRefusal(error)) this.leave(client);
      throw error;
    }
  }

  close(): void {
    this.closed = true;
    if (this.client) this.leave(this.client);
  }

  private open(): Client {
    const redis = new Redis(this.url, {
      lazyConnect: true,
      connectionName: this.name,
      connectTimeout: CONNECT_MS,
      keepAlive: KEEP_ALIVE_MS,
      disconnectTimeout: CLOSE_MS,
      retryStrategy: () => null,
      enableOfflineQueue: false,
      autoResendUnfulfilledCommands: false,
      autoResubscribe: false,
    });
    // The promise only says that the connection is closed; the event says why.
    let why: Error | undefined;
    redis.on('error', (error: Error) => (why = error));
    const ready = redis.connect().catch((error: unknown) => {
      throw why ?? error;
    });
    const client = { redis, ready };
    redis.once('end', () => this.leave(client));
    return client;
  }

  private leave(client: Client): void {
    // Each of the commands that were under way fails; the first one has left it for all.
    if (this.client !== client) return;
    this.client = undefined;
    client.redis.disconnect();
  }
}

/** Whether the server has answered, with a no: the connection is good. A replica's no is none, another server is the master now. */
export function isRefusal(error: unknown): error is Error {
  return error instanceof ReplyError && !(error as Error).message.startsWith('READONLY');
}

/** Sends the commands of a pipeline or a transaction together and gives their answers; rejects with the first error. */
export async function answersOf(commands: ChainableCommander): Promise<unknown[]> {
  const results = (await commands.exec().catch(refused)) ?? [];
  return results.map(([error, answer]) => {
    if (error) throw error;
    return answer;
  });
}

// Of a transaction Redis only says that it was discarded; why, it has said of one of its commands.
function refused(error: unknown): never {
  const { previousErrors = [] } = error as { previousErrors?: readonly unknown[] };
  throw previousErrors[0] ?? error;
}
