import { statfs } from 'node:fs/promises';
import { Failure } from './process/failure.ts';

const NEEDED_BYTES = 1024 ** 3;

/** Refuses to begin on a disk that will be full before everything runs. */
export async function demandDiskSpace(dir: string): Promise<void> {
  const { bavail, bsize } = await statfs(dir);
  const free = bavail * bsize;
  if (free >= NEEDED_BYTES) return;
  throw new Failure(
    `Only ${Math.floor(free / 1024 ** 2)} MB are free on the disk of ${dir}, and 1 GB is needed: make room and try again.`,
  );
}

/** The one sentence for an error of the system that a person can repair; undefined for any other error. */
export function explain(error: unknown): string | undefined {
  if (error instanceof Failure) return error.message;
  const { code, path } = error as NodeJS.ErrnoException;
  if (code === 'ENOSPC') return 'The disk is full: make room and try again.';
  if (code === 'EACCES' || code === 'EPERM') {
    return `${path ?? 'A file of this clone'} belongs to another user: start as that user, or remove it.`;
  }
  return undefined;
}
