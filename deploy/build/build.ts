import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { Failure } from '../local/process/failure.ts';
import { buildApps } from './build-apps.ts';

const HELP = `npm run build [-- [--force] [app…]]

Bundles the applications into dist/apps/<app>/main.js; those that are up to date are left alone unless --force is given.`;

const { values, positionals } = parseArgs({
  options: { force: { type: 'boolean' }, help: { type: 'boolean', short: 'h' } },
  allowPositionals: true,
});

if (values.help) {
  console.log(HELP);
} else {
  try {
    const built = await buildApps(join(import.meta.dirname, '../..'), { force: values.force, only: positionals });
    console.log(built.length > 0 ? `built ${built.join(', ')}` : 'everything is up to date');
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    console.error(error.message);
    process.exitCode = 1;
  }
}
