// npm run chaos -- --orders N --seed S [--faults …] [--transport kafka|redis] [--keep]
import { Trial } from '../trial/trial.ts';
import { type ChaosArguments, chaosArguments, commandOf, USAGE } from './arguments.ts';
import { makePlan } from './plan/plan.ts';
import { runChaos } from './run-chaos.ts';

const trial = new Trial('chaos');

await trial.run(async () => {
  const options = chaosArguments(process.argv.slice(2));
  if (options.help) console.log(USAGE);
  else await chaos(options);
});

async function chaos(options: ChaosArguments): Promise<void> {
  const { root, dir, steps: lines, shutdown } = trial;
  await trial.begin();
  const plan = makePlan(options);
  lines.say(`${plan.acts.length} orders of ${plan.users} users, ${plan.steps.length} steps, seed ${plan.seed}`);
  const good = await runChaos({ root, dir, plan, kafka: options.kafka, lines, shutdown });
  const lastWord = good ? 'All of it holds.' : `NOT all of it holds. Again: ${commandOf(options)}`;
  await trial.end({ good, keep: options.keep || !good, lastWord });
}
