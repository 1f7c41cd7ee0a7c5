// npm run keys -- announce|switch|retire --dir <folder>: rotates the signing key of access tokens without logging anybody out.
import { mkdirSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { explain } from '../local/check-machine.ts';
import { Failure } from '../local/process/failure.ts';
import { KeyFiles, type StepDone } from './key-files.ts';

const HELP = `npm run keys -- <step> --dir <folder> [--access-token-ttl-s 900]

Rotates the key that signs access tokens, in three steps, so that old and new
tokens are valid all the time. Each step says what to restart; each may be
repeated.

  announce   makes the next key; gateways learn it (the first time: the only key)
  switch     the user service signs with it
  retire     gateways forget the old one; refused while its tokens may be valid

In the folder: jwt-private.pem (JWT_PRIVATE_KEY_FILE of the user service) and
jwt-public.pem (JWT_PUBLIC_KEY_FILE of the gateways).`;

process.exit(main());

function main(): number {
  try {
    const { values, positionals } = parseArgs({
      allowPositionals: true,
      options: {
        dir: { type: 'string' },
        'access-token-ttl-s': { type: 'string', default: '900' },
        help: { type: 'boolean', short: 'h' },
      },
    });
    if (values.help) {
      console.log(HELP);
      return 0;
    }
    const { dir, 'access-token-ttl-s': ttl } = values;
    if (!dir || positionals.length !== 1 || !/^\d{1,9}$/.test(ttl)) throw new Failure(HELP);
    mkdirSync(dir, { recursive: true, mode: 0o700 });
    const { done, next } = take(positionals[0] ?? '', new KeyFiles(dir), Number(ttl) * 1000);
    console.log(`${done}\n${next}`);
    return 0;
  } catch (error) {
    console.error(explain(error));
    return 1;
  }
}

function take(step: string, files: KeyFiles, tokenTtlMs: number): StepDone {
  if (step === 'announce') return files.announce();
  if (step === 'switch') return files.switch();
  if (step === 'retire') return files.retire(tokenTtlMs);
  throw new Failure(HELP);
}
