import { join } from 'node:path';
import { baselines } from './baselines.ts';
import { declaredEvents } from './declared-events.ts';
import { usageOf } from './event-usage.ts';
import { generatedFiles, outdated, write } from './generated-files.ts';
import { LEDGER, readLedger } from './ledger.ts';
import { proposeSample } from './propose-sample.ts';
import { readmeOf } from './readme/readme.ts';
import { review } from './review.ts';
import { toldEvents } from './told-events.ts';

/** Notes the contracts as they are declared, or with `check` only looks whether that has been done; whether all is well. */
export async function keepContracts(root: string, { check }: { check: boolean }): Promise<boolean> {
  const facts = {
    declared: await declaredEvents(),
    now: readLedger(join(root, LEDGER)),
    earlier: baselines(root),
    usageOf: usageOf(root),
  };
  const { contracts, refusals } = review(facts);
  if (refusals.length > 0) {
    console.error(`contracts: ${check ? 'not compatible' : 'nothing was written'}\n\n${refusals.join('\n\n')}\n`);
    return false;
  }
  const commits = facts.earlier.map(({ commit }) => commit).join(' and ');
  console.log(
    `contracts: ${contracts.size} events are compatible with ${commits || 'their schema files, without history'}`,
  );

  const told = toldEvents(root, facts.declared, contracts, facts.now, facts.usageOf);
  const readme = readmeOf(told, [...facts.now.notes.values()]);
  const files = await generatedFiles(root, contracts.values(), readme);
  const changed = outdated(root, files);
  if (!check) write(root, files, changed);
  for (const path of changed) console.log(`contracts: ${check ? 'not up to date' : 'wrote'} ${path}`);
  if (check && changed.length > 0) console.error('contracts: run npm run contracts and commit the result');

  const bare = told.filter(({ samples }) => samples.length === 0);
  for (const { contract, usage } of bare) {
    const sample = proposeSample(contract, [...usage.producers.keys()][0] ?? contract.topic.split('.')[0] ?? '');
    console.error(`contracts: ${contract.type} has no sample. Make this a real message and save it as`);
    console.error(`${LEDGER}/samples/${contract.type}/1-<what>.json\n${JSON.stringify(sample, undefined, 2)}`);
  }
  const complete = bare.length === 0 && (!check || changed.length === 0);
  if (complete) console.log('contracts: schemas, samples and README are up to date');
  return complete || !check;
}
