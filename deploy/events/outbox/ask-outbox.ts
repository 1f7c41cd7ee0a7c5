import { type Connection, createConnection, type RowDataPacket } from 'mysql2/promise';
import type { ServiceName } from '../../local/system/app-ports.ts';
import type { DatabaseSettings } from '../settings/database-settings.ts';

/** What lies in the outbox of a service. */
export interface OutboxState {
  readonly service: ServiceName;
  readonly waiting: number;
  /** null when nothing waits. */
  readonly oldestMs: number | null;
  /** Published within the last minute. */
  readonly published: number;
  /** The types of which most wait, the most first. */
  readonly types: readonly { readonly type: string; readonly waiting: number }[];
  /** Who may publish; null when nobody does. */
  readonly relay: { readonly owner: string; readonly fence: string; readonly until: Date } | null;
}

const CONNECT_MS = 3_000;
const ANSWER_MS = 15_000;
const MOST = 3;

// All times by the clock of the database, which is the one that leases and rows are measured by.
const WAITING = `SELECT type, COUNT(*) AS waiting, TIMESTAMPDIFF(MICROSECOND, MIN(created_at), UTC_TIMESTAMP(3)) AS age
  FROM outbox WHERE published_at IS NULL GROUP BY type ORDER BY waiting DESC, type`;
const PUBLISHED = `SELECT COUNT(*) AS published FROM outbox WHERE published_at >= UTC_TIMESTAMP(3) - INTERVAL 1 MINUTE`;
const RELAY = `SELECT owner, fence, TIMESTAMPDIFF(MICROSECOND, UTC_TIMESTAMP(3), expires_at) AS micros
  FROM lease WHERE name = 'relay' AND expires_at > UTC_TIMESTAMP(3)`;

/** Asks the schema of a service. */
export async function askOutbox({ service, url }: DatabaseSettings): Promise<OutboxState> {
  const connection = await createConnection({
    ...linkOf(url),
    connectTimeout: CONNECT_MS,
    supportBigNumbers: true,
    bigNumberStrings: true,
  });
  try {
    const types = await rows<{ type: string; waiting: string; age: string }>(connection, WAITING);
    const [count] = await rows<{ published: string }>(connection, PUBLISHED);
    const [lease] = await rows<{ owner: string; fence: string; micros: string }>(connection, RELAY);
    const oldest = Math.max(...types.map(({ age }) => Number(age) / 1000));
    return {
      service,
      waiting: types.reduce((sum, { waiting }) => sum + Number(waiting), 0),
      oldestMs: types.length > 0 ? Math.max(0, Math.round(oldest)) : null,
      published: Number(count?.published),
      types: types.slice(0, MOST).map(({ type, waiting }) => ({ type, waiting: Number(waiting) })),
      relay: lease ? relayOf(lease) : null,
    };
  } finally {
    connection.destroy();
  }
}

/** As the services take it: `?tls=true` is a server with a certificate of its host. */
function linkOf(address: string): { uri: string; ssl?: object } {
  const url = new URL(address);
  const isTls = url.searchParams.get('tls') === 'true';
  url.searchParams.delete('tls');
  return { uri: url.href, ...(isTls && { ssl: { verifyIdentity: true } }) };
}

async function rows<T>(connection: Connection, sql: string): Promise<T[]> {
  const [found] = await connection.query<RowDataPacket[]>({ sql, timeout: ANSWER_MS });
  return found as T[];
}

function relayOf({ owner, fence, micros }: { owner: string; fence: string; micros: string }): OutboxState['relay'] {
  return { owner, fence: String(fence), until: new Date(Date.now() + Number(micros) / 1000) };
}
