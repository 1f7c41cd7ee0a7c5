import { mkdir, rename, rm, utimes } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { changeTime, newestChange } from '../../build/stale-apps.ts';
import { Failure } from '../../local/process/failure.ts';
import { lastLines, runCommand } from '../../local/process/run-command.ts';

/** The libraries as the events program sees them. */
export type Libraries = typeof import('./main.ts');

const SOURCES = ['libs', 'deploy/events/libraries', 'deploy/build', 'tsconfig.base.json', 'package-lock.json'];
const FILES = ['main.js.map', 'main.js'];

/** Loads the bundled libraries, and bundles them first when they have changed. */
export async function loadLibraries(root: string): Promise<Libraries> {
  const dir = join(root, 'dist/events');
  const built = await changeTime(join(dir, 'main.js'));
  const changes = await Promise.all(SOURCES.map((path) => newestChange(join(root, path))));
  if (built <= Math.max(...changes)) await bundle(root, dir);
  return (await import(pathToFileURL(join(dir, 'main.js')).href)) as Libraries;
}

// Beside the old ones, which another process may be loading just now.
async function bundle(root: string, dir: string): Promise<void> {
  const startedAt = new Date();
  const fresh = join(dir, `new-${process.pid}`);
  const bundler = join(root, 'deploy/build/bundle-program.mjs');
  const { code, output } = await runCommand(process.execPath, [bundler, import.meta.dirname, fresh], { cwd: root });
  if (code !== 0) throw new Failure(`The libraries could not be bundled:\n${lastLines(output, 20)}`);
  // A source saved meanwhile may have been read too early.
  await utimes(join(fresh, 'main.js'), startedAt, startedAt);
  await mkdir(dir, { recursive: true });
  for (const file of FILES) await rename(join(fresh, file), join(dir, file));
  await rm(fresh, { recursive: true });
}
