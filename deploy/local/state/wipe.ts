import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';

// Downloads are no data, and the lock belongs to the start that is wiping.
const KEEP = new Set(['start.lock', 'test', 'kafka']);
const KEEP_OF_KAFKA = new Set(['libs', 'pom.xml']);

/** Removes all data of this clone's system, but not what was downloaded. */
export async function wipe(dir: string): Promise<void> {
  await removeBut(dir, KEEP);
  await removeBut(join(dir, 'kafka'), KEEP_OF_KAFKA);
}

async function removeBut(dir: string, keep: Set<string>): Promise<void> {
  const names = await readdir(dir).catch(() => []);
  const gone = names.filter((name) => !keep.has(name));
  await Promise.all(gone.map((name) => rm(join(dir, name), { recursive: true, force: true })));
}
