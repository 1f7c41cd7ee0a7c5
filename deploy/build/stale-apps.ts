import { readFile, readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';

const SHARED_INPUTS = [
  'libs',
  'nest-cli.json',
  'tsconfig.base.json',
  'package-lock.json',
  'deploy/build/rspack.config.mjs',
];

/** The names of all applications of the monorepo. */
export async function appNames(root: string): Promise<string[]> {
  const config = JSON.parse(await readFile(join(root, 'nest-cli.json'), 'utf8')) as {
    projects: Record<string, unknown>;
  };
  return Object.keys(config.projects);
}

/** Those applications whose built file is missing or older than anything it is made of. */
export async function staleApps(root: string, names: string[]): Promise<string[]> {
  const shared = Math.max(...(await Promise.all(SHARED_INPUTS.map((path) => newestChange(join(root, path))))));
  const stale = await Promise.all(
    names.map(async (name) => {
      const built = await changeTime(join(root, 'dist/apps', name, 'main.js'));
      const own = await newestChange(join(root, 'apps', name, 'src'));
      return built <= Math.max(shared, own);
    }),
  );
  return names.filter((_, index) => stale[index]);
}

// Folders count too: a deleted or renamed file changes nothing but its folder.
export async function newestChange(path: string): Promise<number> {
  const own = await changeTime(path);
  const entries = await readdir(path, { withFileTypes: true }).catch(() => []);
  const inner = entries
    .filter((entry) => entry.isDirectory() || !entry.name.endsWith('spec.ts'))
    .map((entry) => (entry.isDirectory() ? newestChange(join(path, entry.name)) : changeTime(join(path, entry.name))));
  return Math.max(own, ...(await Promise.all(inner)));
}

export async function changeTime(path: string): Promise<number> {
  return stat(path).then(
    (info) => info.mtimeMs,
    () => 0,
  );
}
