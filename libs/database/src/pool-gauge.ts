import { Gauge, metrics } from '@minisuite/service';
import type { DataSource } from 'typeorm';

// Parts of mysql2's pool that tell how busy it is; they have been there for years, but are not documented.
const PARTS = { open: '_allConnections', idle: '_freeConnections', waiting: '_connectionQueue' } as const;

type PoolParts = Partial<Record<(typeof PARTS)[keyof typeof PARTS], { readonly length: number }>>;

let watched: PoolParts | undefined;

const connections = new Gauge({
  name: 'minisuite_mysql_pool_connections',
  help: 'Connections of the MySQL pool: open, idle, and callers waiting for one.',
  labelNames: ['state'],
  registers: [metrics()],
  collect() {
    for (const [state, part] of Object.entries(PARTS)) connections.set({ state }, watched?.[part]?.length ?? 0);
  },
});

/** Shows the pool of a data source as a metric, read when the metrics are asked for. */
export function watchPool(dataSource: DataSource): void {
  watched = (dataSource.driver as unknown as { pool?: PoolParts }).pool;
}
