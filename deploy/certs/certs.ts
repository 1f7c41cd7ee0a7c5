// npm run certs -- issue|announce|switch|retire --dir <folder>: certificates with which the processes know each other.
import { parseArgs } from 'node:util';
import { explain } from '../local/check-machine.ts';
import { Failure } from '../local/process/failure.ts';
import { CertFiles, type StepDone } from './cert-files.ts';

const HELP = `npm run certs -- <step> --dir <folder> [--days 365]

Makes the certificates with which the gateway and the services know each other,
and an authority of their own that issues them. Nothing has to be restarted:
a process reads its files every ten seconds.

  issue      a new certificate for every process, valid for --days (the first
             time: the authority too); repeat it before they end

A new authority, in three steps, so that all trust each other all the time:

  announce   makes the next authority; all trust it beside the present one
  switch     certificates of the next one for every process
  retire     nobody trusts the old one any more

In the folder: ca.pem (GRPC_TLS_CA_FILE of all), and for each process, like
order, order.pem (GRPC_TLS_CERT_FILE) and order-key.pem (GRPC_TLS_KEY_FILE).
ca-key.pem is for this command alone: no process needs it.`;

process.exit(await main());

async function main(): Promise<number> {
  try {
    const { values, positionals } = parseArgs({
      allowPositionals: true,
      options: {
        dir: { type: 'string' },
        days: { type: 'string', default: '365' },
        help: { type: 'boolean', short: 'h' },
      },
    });
    if (values.help) {
      console.log(HELP);
      return 0;
    }
    const { dir, days } = values;
    if (!dir || positionals.length !== 1 || !/^[1-9]\d{0,3}$/.test(days)) throw new Failure(HELP);
    const { done, next } = await take(positionals[0] ?? '', new CertFiles(dir, { days: Number(days) }));
    console.log(`${done}\n${next}`);
    return 0;
  } catch (error) {
    console.error(explain(error));
    return 1;
  }
}

async function take(step: string, files: CertFiles): Promise<StepDone> {
  if (step === 'issue') return await files.issue();
  if (step === 'announce') return await files.announce();
  if (step === 'switch') return await files.switch();
  if (step === 'retire') return files.retire();
  throw new Failure(HELP);
}
