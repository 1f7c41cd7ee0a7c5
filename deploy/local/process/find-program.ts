import { accessSync, constants } from 'node:fs';
import { join } from 'node:path';

// Debian keeps daemons out of an ordinary user's PATH, Homebrew keeps its own tree.
const MORE_PLACES = ['/usr/sbin', '/usr/local/sbin', '/usr/libexec', '/opt/homebrew/bin', '/usr/local/opt/mysql/bin'];

/** The absolute path of the first of these programs that the machine has. */
export function findProgram(...names: string[]): string | undefined {
  const places = [...(process.env.PATH ?? '').split(':').filter(Boolean), ...MORE_PLACES];
  for (const name of names) {
    for (const place of places) {
      const path = join(place, name);
      try {
        accessSync(path, constants.X_OK);
        return path;
      } catch {
        continue;
      }
    }
  }
  return undefined;
}
