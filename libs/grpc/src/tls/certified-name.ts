import { type CallerName, callerNamed } from '../access/rpc-rules.js';

const NAME = /^URI:spiffe:\/\/minisuite\/([a-z]+)$/;

/** Which process a certificate is of: `spiffe://minisuite/<name>` is its only URI. What it says of hosts does not matter. */
export function certifiedName(subjectAltName: string | undefined): CallerName | undefined {
  const [uri, ...others] = (subjectAltName ?? '').split(', ').filter((entry) => entry.startsWith('URI:'));
  return others.length === 0 ? callerNamed(NAME.exec(uri ?? '')?.[1]) : undefined;
}
