// npm run invariants [-- --json]: has a running system check its books, and says what is not as it must be.
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { AdminApi } from '../events/dead/admin-api.ts';
import { gatewaySettings } from '../events/settings/gateway-settings.ts';
import { readLocalFiles } from '../events/settings/local-files.ts';
import { screenOn } from '../events/terminal/screen.ts';
import { oneLine, reasonOf } from '../events/terminal/text.ts';
import { explain } from '../local/check-machine.ts';
import { readEnvFile } from '../local/state/env-file.ts';
import { exitCodeOf, type Report, reportText } from './report.ts';

const ROOT = join(import.meta.dirname, '../..');
const UNKNOWN = 2;

const HELP = `npm run invariants [-- --json]

Has a running system check what must always be true of its stock and money, as
it is at this moment and without holding up anybody. Exit code 0 when everything
is as promised, 1 when something is not, 2 when that is not known.

  --json    one JSON object

  GATEWAY_URL            like https://shop.example
  OPERATOR_USERNAME      admin, unless said otherwise
  OPERATOR_PASSWORD

What npm start runs on this machine is found in .local; variables win over it.`;

const interrupt = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => interrupt.abort());

process.exit(await main());

async function main(): Promise<number> {
  try {
    const options = { json: { type: 'boolean', default: false }, help: { type: 'boolean', short: 'h' } } as const;
    const { values } = parseArgs({ options });
    if (values.help) {
      console.log(HELP);
      return 0;
    }
    const env = { ...(await readEnvFile(join(ROOT, '.env'))), ...process.env };
    const settings = gatewaySettings(env, await readLocalFiles(join(ROOT, '.local')));
    const report = await AdminApi.as(settings, interrupt.signal, (api) => api.call<Report>('GET', '/invariants'));
    const screen = screenOn(process.stdout, env);
    screen.print(values.json ? [oneLine(JSON.stringify(report))] : reportText(screen, report));
    return exitCodeOf(report);
  } catch (error) {
    console.error(explain(error) ?? reasonOf(error));
    return UNKNOWN;
  }
}
