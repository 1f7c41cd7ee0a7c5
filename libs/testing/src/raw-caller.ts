import { type ChannelCredentials, Client, Metadata, type ServiceError, status } from '@grpc/grpc-js';

const WITHIN_MS = 20_000;

/** Calls rpcs with an empty message and with just the metadata it is told. */
export class RawCaller {
  private readonly channel: Client;

  constructor(address: string, credentials: ChannelCredentials) {
    this.channel = new Client(address, credentials);
  }

  /** What comes of it, like `OK` or `PERMISSION_DENIED FORBIDDEN`. */
  call(path: string, fields: Readonly<Record<string, string>>): Promise<string> {
    const metadata = new Metadata();
    for (const [name, value] of Object.entries(fields)) metadata.set(name, value);
    const options = { deadline: Date.now() + WITHIN_MS };
    return new Promise((resolve) => {
      this.channel.makeUnaryRequest(path, asIs, asIs, Buffer.alloc(0), metadata, options, (error) => {
        resolve(error ? outcomeOf(error) : 'OK');
      });
    });
  }

  close(): void {
    this.channel.close();
  }
}

function asIs(bytes: Buffer): Buffer {
  return bytes;
}

function outcomeOf({ code, metadata }: ServiceError): string {
  const reason = metadata.get('error-reason')[0]?.toString();
  return [status[code], ...(reason ? [reason] : [])].join(' ');
}
