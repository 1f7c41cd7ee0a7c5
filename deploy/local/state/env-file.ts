import { parseEnv } from 'node:util';
import { readFile } from 'node:fs/promises';

/** The variables in a file of `NAME=value` lines; none when there is no such file. */
export async function readEnvFile(path: string): Promise<Record<string, string>> {
  const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return '';
    throw error;
  });
  return Object.fromEntries(Object.entries(parseEnv(text)).filter((entry): entry is [string, string] => !!entry[1]));
}
