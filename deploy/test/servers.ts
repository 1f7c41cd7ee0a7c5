// Servers for running single tests by hand: node deploy/test/servers.ts up [--dir .local/test/servers]
import { writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { explain } from '../local/check-machine.ts';
import { Shutdown } from '../local/shutdown.ts';
import { Steps } from '../local/terminal/steps.ts';
import { startTestServers } from './test-servers.ts';

const ROOT = join(import.meta.dirname, '../..');
const steps = new Steps();
const shutdown = new Shutdown();

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.on(signal, () => void shutdown.run().then(() => process.exit(0)));
}

try {
  const { values, positionals } = parseArgs({ options: { dir: { type: 'string' } }, allowPositionals: true });
  if (positionals[0] === 'up') await up(resolve(values.dir ?? join(ROOT, '.local/test/servers')));
  else console.log('node deploy/test/servers.ts up [--dir <folder>]');
} catch (error) {
  if (!shutdown.begun) {
    console.error(explain(error) ?? error);
    await shutdown.run();
    process.exit(1);
  }
}

async function up(dir: string): Promise<void> {
  const variables = await startTestServers({ root: ROOT, dir, steps, register: (server) => shutdown.server(server) });
  const lines = Object.entries(variables).map(([name, value]) => `export ${name}=${value}\n`);
  const path = join(dir, '../env.sh');
  await writeFile(path, lines.join(''));
  steps.say(`source ${path}   # until Ctrl-C here`);
}
