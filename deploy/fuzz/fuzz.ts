// npm run fuzz -- [--minutes N] [--seed S] [--keep]
import { join } from 'node:path';
import { Trial } from '../trial/trial.ts';
import { fuzzArguments, type FuzzArguments, USAGE } from './arguments.ts';
import { startFuzzedSystem } from './fuzzed-system.ts';
import { needSchemathesis } from './need-schemathesis.ts';
import { runSchemathesis } from './run-schemathesis.ts';

const trial = new Trial('fuzz');

await trial.run(async () => {
  const options = fuzzArguments(process.argv.slice(2));
  if (options.help) console.log(USAGE);
  else await fuzz(options);
});

async function fuzz({ minutes, seed, keep }: FuzzArguments): Promise<void> {
  const { root, dir, steps, shutdown } = trial;
  await trial.begin();
  const [program, system] = await Promise.all([
    steps.run('Schemathesis', ({ progress }) => needSchemathesis(join(root, '.local/fuzz/venv'), progress)),
    startFuzzedSystem({ root, dir, steps, shutdown }),
  ]);
  let good = true;
  for (const role of ['user', 'operator'] as const) {
    const seconds = minutes * 30;
    const { passed, summary } = await steps.run(`As ${role === 'user' ? 'a user' : 'an operator'}`, () =>
      runSchemathesis(program, system, { role, seconds, seed, report: join(dir, `${role}.txt`) }),
    );
    steps.say(summary);
    good &&= passed;
  }
  const crashes = system.crashes();
  for (const crash of crashes) steps.say(`! ${crash}`);
  good &&= crashes.length === 0;
  const again = `npm run fuzz -- --minutes ${minutes} --seed ${seed}`;
  const lastWord = good ? 'Every answer was as documented.' : `NOT every answer was as documented. Again: ${again}`;
  await trial.end({ good, keep: keep || !good, lastWord });
}
