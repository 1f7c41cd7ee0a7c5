import { utimes } from 'node:fs/promises';
import { join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { Failure } from '../local/process/failure.ts';
import { lastLines, runCommand } from '../local/process/run-command.ts';
import { appNames, staleApps } from './stale-apps.ts';

export interface BuildOptions {
  /** Build also what is up to date. */
  force?: boolean;
  /** Only these applications instead of all. */
  only?: string[];
  signal?: AbortSignal;
}

/** Bundles the applications into `dist/apps/<name>/main.js` and tells which ones had to be built. */
export async function buildApps(root: string, options: BuildOptions = {}): Promise<string[]> {
  const startedAt = new Date();
  const wanted = options.only?.length ? options.only : await appNames(root);
  const names = options.force ? wanted : await staleApps(root, wanted);
  if (names.length === 0) return [];
  const nest = join(root, 'node_modules/@nestjs/cli/bin/nest.js');
  const args = [nest, 'build', ...names, '--parallel', '2'];
  const result = await runCommand(process.execPath, args, {
    cwd: root,
    signal: options.signal,
  });
  if (result.code !== 0)
    throw new Failure(
      `The applications could not be built:\n${lastLines(stripVTControlCharacters(result.output), 30)}`,
    );
  // A source saved while the build ran may have been read too early, so the result counts as old as the start.
  await Promise.all(names.map((name) => utimes(join(root, 'dist/apps', name, 'main.js'), startedAt, startedAt)));
  return names;
}
