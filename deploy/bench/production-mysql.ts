import { join } from 'node:path';
import type { Connection, RowDataPacket } from 'mysql2/promise';
import { mysqlProgram } from '../local/infra/mysql-program.ts';
import { needPrograms } from '../local/infra/programs.ts';
import { startServer } from '../local/infra/start-server.ts';
import { freePorts } from '../local/process/ports.ts';
import type { BenchRun } from './bench-run.ts';

const FORGETFUL = '--skip-log-bin';
const PRODUCTION = [
  '--server-id=1',
  '--log-bin=binlog',
  '--binlog-format=ROW',
  '--sync-binlog=1',
  '--innodb-buffer-pool-size=1G',
  // MariaDB's name and MySQL's.
  '--loose-innodb-log-file-size=1G',
  '--loose-innodb-redo-log-capacity=1G',
];

/**
 * MySQL or MariaDB of this machine as production runs it: the redo log and a binary log, without which there are neither
 * replicas nor recovery to a point in time, are on the disk before a commit is answered, and memory and redo log are large enough
 * for what is worked on. Gives the address.
 */
export async function startProductionMysql({ root, dir, steps, shutdown }: BenchRun): Promise<string> {
  return steps.run('MySQL', async (step) => {
    const { mysql = '' } = await needPrograms(['mysql'], join(root, '.local/kafka'), step.progress);
    const [port = 0] = await freePorts(1);
    const options = { dir: join(dir, 'servers/mysql'), port, rootPassword: 'bench', tuning: 'durable' } as const;
    const program = mysqlProgram(mysql, options);
    const args = [...program.args.filter((argument) => argument !== FORGETFUL), ...PRODUCTION];
    const events = { died: () => steps.say('! MySQL died') };
    await startServer({ ...program, args }, join(dir, 'servers/logs'), events, (server) => shutdown.server(server));
    step.result(`${mysql}, port ${port}`);
    return program.address;
  });
}

/** Which server it is and what it does at each commit, for the reader of the numbers. */
export async function describeMysql(connection: Connection): Promise<string> {
  const [rows] = await connection.query<RowDataPacket[]>(
    `SELECT VERSION() AS version, @@GLOBAL.innodb_flush_log_at_trx_commit AS innodb_flush_log_at_trx_commit, @@GLOBAL.log_bin AS log_bin,
      @@GLOBAL.sync_binlog AS sync_binlog`,
  );
  const row: Record<string, unknown> = rows[0] ?? {};
  return Object.entries(row)
    .map(([name, value]) => `${name} ${String(value)}`)
    .join(', ');
}
