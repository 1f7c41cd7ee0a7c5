import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { readRunState } from '../../local/state/run-file.ts';

/** What `npm start` has written down about the system of this clone, as far as it is there. */
export interface LocalFiles {
  readonly kafka?: string;
  readonly redis?: string;
  /** URLs by the names of schemas, like `minisuite_order`. */
  readonly mysql?: Readonly<Record<string, string>>;
  readonly operator?: { readonly username: string; readonly password: string };
  readonly gatewayPort?: number;
}

/** Where people find what was not named by a variable. */
export const CREDENTIALS = '.local/credentials.json';

/** Reads what `npm start` has left in the folder `.local` of this clone. */
export async function readLocalFiles(dir: string): Promise<LocalFiles> {
  const text = await readFile(join(dir, 'credentials.json'), 'utf8').catch(() => '{}');
  const gatewayPort = (await readRunState(dir))?.processes['gateway']?.port;
  return { ...parsed(text), ...(gatewayPort !== undefined && { gatewayPort }) };
}

function parsed(text: string): LocalFiles {
  try {
    return JSON.parse(text) as LocalFiles;
  } catch {
    return {};
  }
}
