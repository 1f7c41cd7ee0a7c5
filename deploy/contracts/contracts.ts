// npm run contracts: notes what events are, and refuses what would break them. npm run check:contracts only looks.
import { registerHooks } from 'node:module';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { Failure } from '../local/process/failure.ts';

const HELP = `npm run contracts [-- --check]

Writes libs/contracts/README.md and the schema files of libs/contracts/events from the definitions of libs/contracts/src/events.
Refuses a change that a consumer of today, or a message of yesterday, would not survive.

  --check   writes nothing; fails when something is not up to date

It compares with what is noted here and in the commit where this branch left main (on main itself, with the last two commits).
CONTRACTS_BASELINE names another commit to compare with.`;

// The sources name each other as they are called once they are compiled.
registerHooks({
  resolve: (specifier, context, next) => {
    const isSource = specifier.startsWith('.') && context.parentURL?.includes('/libs/');
    return next(isSource ? specifier.replace(/\.js$/, '.ts') : specifier, context);
  },
});

const { values } = parseArgs({
  options: { check: { type: 'boolean', default: false }, help: { type: 'boolean', short: 'h' } },
});

if (values.help) {
  console.log(HELP);
} else {
  try {
    const { keepContracts } = await import('./keep-contracts.ts');
    if (!(await keepContracts(join(import.meta.dirname, '../..'), { check: values.check }))) process.exitCode = 1;
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    console.error(`contracts: ${error.message}`);
    process.exitCode = 1;
  }
}
