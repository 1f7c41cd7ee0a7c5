import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Failure } from '../process/failure.ts';
import { findProgram } from '../process/find-program.ts';
import { lastLines, runCommand } from '../process/run-command.ts';
import type { ServerProgram, Tuning } from './server-program.ts';

export interface MysqlOptions {
  dir: string;
  port: number;
  rootPassword: string;
  tuning: Tuning;
}

/** MariaDB or MySQL of this machine as a private server on 127.0.0.1. */
export function mysqlProgram(command: string, options: MysqlOptions): ServerProgram {
  const { dir, port, rootPassword } = options;
  const data = join(dir, 'data');
  const socket = socketPath(dir);
  const initFile = join(dir, 'root.sql');
  const asRoot = process.getuid?.() === 0 ? ['--user=root'] : [];
  return {
    name: 'mysql',
    port,
    address: `mysql://root:${rootPassword}@127.0.0.1:${port}`,
    command,
    args: [
      '--no-defaults',
      ...asRoot,
      `--datadir=${data}`,
      `--socket=${socket}`,
      `--pid-file=${join(dir, 'mysqld.pid')}`,
      `--port=${port}`,
      '--bind-address=127.0.0.1',
      `--init-file=${initFile}`,
      '--skip-name-resolve',
      '--skip-log-bin',
      '--performance-schema=OFF',
      '--character-set-server=utf8mb4',
      '--transaction-isolation=READ-COMMITTED',
      '--innodb-buffer-pool-size=128M',
      '--max-connections=300',
      ...(options.tuning === 'durable'
        ? ['--innodb-flush-log-at-trx-commit=1']
        : ['--innodb-flush-log-at-trx-commit=0', '--innodb-doublewrite=0']),
    ],
    proof: `--datadir=${data}`,
    stopSignal: 'SIGTERM',
    async prepare() {
      await mkdir(dir, { recursive: true });
      await mkdir(join(socket, '..'), { recursive: true, mode: 0o700 });
      await rm(socket, { force: true });
      await writeFile(initFile, rootAccountSql(rootPassword), { mode: 0o600 });
      if (!existsSync(join(data, 'initialised'))) await initialise(command, data, asRoot);
    },
  };
}

/** The server program that this machine has, if any. */
export function findMysql(): string | undefined {
  return findProgram('mariadbd', 'mysqld');
}

// A socket path longer than 107 bytes cannot be bound, and a clone may lie deep.
function socketPath(dir: string): string {
  const path = join(dir, 'mysql.sock');
  if (Buffer.byteLength(path) <= 100) return path;
  return join(tmpdir(), `minisuite-${createHash('sha256').update(dir).digest('hex').slice(0, 10)}`, 'mysql.sock');
}

// Over TCP without name resolution root comes from 127.0.0.1, which `--initialize` of MySQL does not create.
function rootAccountSql(password: string): string {
  const accounts = ["'root'@'localhost'", "'root'@'127.0.0.1'"];
  const lines = accounts.flatMap((account) => [
    `CREATE USER IF NOT EXISTS ${account} IDENTIFIED BY '${password}';`,
    `ALTER USER ${account} IDENTIFIED BY '${password}';`,
    `GRANT ALL PRIVILEGES ON *.* TO ${account} WITH GRANT OPTION;`,
  ]);
  return `${lines.join('\n')}\n`;
}

async function initialise(command: string, data: string, asRoot: string[]): Promise<void> {
  await rm(data, { recursive: true, force: true });
  const version = await runCommand(command, ['--no-defaults', '--version']);
  const isMariaDb = /mariadb/i.test(version.output);
  const installer = isMariaDb ? findProgram('mariadb-install-db', 'mysql_install_db') : command;
  if (!installer) throw new Failure('MariaDB is here without mariadb-install-db: install the package mariadb-server.');
  const args = isMariaDb
    ? ['--no-defaults', `--datadir=${data}`, '--auth-root-authentication-method=normal', '--skip-test-db', ...asRoot]
    : ['--no-defaults', '--initialize-insecure', `--datadir=${data}`, ...asRoot];
  const result = await runCommand(installer, args);
  if (result.code !== 0) throw new Failure(`MySQL could not make its data directory:\n${lastLines(result.output)}`);
  await writeFile(join(data, 'initialised'), '');
}
