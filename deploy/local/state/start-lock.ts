import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { isOurs } from '../process/command-line.ts';
import { Failure } from '../process/failure.ts';

/** Makes sure that one launcher at a time works in this folder; the answer gives the lock back. */
export async function takeStartLock(dir: string, proof: string): Promise<() => Promise<void>> {
  const path = join(dir, 'start.lock');
  for (;;) {
    try {
      await writeFile(path, String(process.pid), { flag: 'wx' });
      return () => rm(path, { force: true });
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    }
    const holder = Number(await readFile(path, 'utf8').catch(() => '0'));
    if (holder > 0 && holder !== process.pid && (await isOurs(holder, proof))) {
      throw new Failure(`Minisuite already runs in this clone (process ${holder}); stop it there with Ctrl-C first.`);
    }
    await rm(path, { force: true });
  }
}
