import { wireType } from '../../libs/contracts/src/events/define-event.ts';
import type { Baseline } from './baselines.ts';
import { sampleFaults } from './check-sample.ts';
import type { DeclaredEvent } from './declared-events.ts';
import { sameJson } from './json-schema.ts';
import { type Ledger, samplesOf } from './ledger.ts';

/** What is wrong with the golden samples of each event: they are no messages, cannot be read as they were meant, or were touched. */
export function sampleRefusals(
  declared: readonly DeclaredEvent[],
  now: Ledger,
  earlier: readonly Baseline[],
): string[] {
  const live = new Map(declared.map((each) => [wireType(each.event), each]));
  const ledgers = [now, ...earlier.map(({ ledger }) => ledger)];
  const types = new Set(ledgers.flatMap(({ samples }) => [...samples.keys()]).map((path) => path.split('/')[0] ?? ''));
  return [...types].flatMap((type) => {
    const [event, note] = [live.get(type), now.notes.get(type)];
    const orphaned = !event && !note ? ['there is no such event'] : [];
    const touched = earlier.flatMap(({ ledger }) => touchedSamples(type, ledger, now));
    const unsound = samplesOf(now, type).flatMap(([name, sample]) =>
      sampleFaults(type, name, sample, event, note?.schema ?? {}),
    );
    const faults = [...new Set([...orphaned, ...touched, ...unsound])];
    if (faults.length === 0) return [];
    return [[`${type}: golden samples are messages that lie somewhere`, ...faults].join('\n  - ')];
  });
}

function touchedSamples(type: string, earlier: Ledger, now: Ledger): string[] {
  return samplesOf(earlier, type).flatMap(([name, sample]) => {
    const present = now.samples.get(`${type}/${name}`);
    if (present === undefined) return [`${name} is gone: put it back`];
    return sameJson(present, sample) ? [] : [`${name} was edited: put it back and add another one`];
  });
}
