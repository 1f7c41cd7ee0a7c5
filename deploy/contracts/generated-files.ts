import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { format, resolveConfig } from 'prettier';
import type { EventContract } from './event-contract.ts';
import { LEDGER } from './ledger.ts';

/** Files that the command writes, by their path from the root of the repository. */
export type GeneratedFiles = ReadonlyMap<string, string>;

/** The schema files and the README, formatted as the rest of the repository. */
export async function generatedFiles(
  root: string,
  contracts: Iterable<EventContract>,
  readme: string,
): Promise<GeneratedFiles> {
  const files = [
    ...[...contracts].map((contract) => [`${LEDGER}/schemas/${contract.type}.json`, JSON.stringify(contract)] as const),
    ['libs/contracts/README.md', readme] as const,
  ];
  const formatted = files.map(async ([path, text]) => {
    const config = await resolveConfig(join(root, path), { editorconfig: true });
    return [path, await format(text, { ...config, filepath: path })] as const;
  });
  return new Map(await Promise.all(formatted));
}

/** The paths of those that are not on the disk as they should be. */
export function outdated(root: string, files: GeneratedFiles): string[] {
  const isThere = (path: string, text: string) =>
    existsSync(join(root, path)) && readFileSync(join(root, path), 'utf8') === text;
  return [...files].filter(([path, text]) => !isThere(path, text)).map(([path]) => path);
}

/** Puts the files of these paths onto the disk. */
export function write(root: string, files: GeneratedFiles, paths: readonly string[]): void {
  for (const path of paths) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), files.get(path) ?? '');
  }
}
