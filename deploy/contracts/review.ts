import { wireType } from '../../libs/contracts/src/events/define-event.ts';
import type { Baseline } from './baselines.ts';
import { breakingChanges, unreadable } from './breaking-changes.ts';
import type { DeclaredEvent } from './declared-events.ts';
import { contractOf, type EventContract } from './event-contract.ts';
import type { EventUsage } from './event-usage.ts';
import { explainBreak, explainRemoval } from './explain-break.ts';
import { type Ledger, LEDGER, type Note } from './ledger.ts';
import { sampleRefusals } from './sample-refusals.ts';
import { schemaFaults } from './schema-faults.ts';

/** What the source says, what is noted of it, and what was noted on the main line. */
export interface Facts {
  readonly declared: readonly DeclaredEvent[];
  readonly now: Ledger;
  readonly earlier: readonly Baseline[];
  readonly usageOf: (definition: string) => EventUsage;
}

/** The contracts of today, and why they may not be noted; no reason means that all go on to understand each other. */
export interface Review {
  readonly contracts: ReadonlyMap<string, EventContract>;
  readonly refusals: readonly string[];
}

/** Compares every declared event with what is noted of it, here and on the main line, and with the golden samples. */
export function review(facts: Facts): Review {
  const contracts = new Map<string, EventContract>();
  const refusals: string[] = [];
  for (const declared of facts.declared) {
    try {
      const contract = contractOf(declared.event, declared.definition);
      contracts.set(contract.type, contract);
      refusals.push(...unreadable(contract), ...schemaFaults(contract), ...breaks(declared, contract, facts));
    } catch (error) {
      if (!(error instanceof TypeError)) throw error;
      refusals.push(error.message);
    }
  }
  return {
    contracts,
    refusals: [...refusals, ...removals(facts), ...sampleRefusals(facts.declared, facts.now, facts.earlier)],
  };
}

function breaks(declared: DeclaredEvent, contract: EventContract, { now, earlier, usageOf }: Facts): string[] {
  const { type } = contract;
  const published = earlier.filter(({ ledger }) => ledger.notes.has(type));
  const noted = [
    { where: 'its schema file', note: now.notes.get(type) },
    ...published.map(({ commit, ledger }) => ({ where: `commit ${commit}`, note: ledger.notes.get(type) })),
  ];
  const broken = noted
    .flatMap(({ where, note }) => (note ? [{ where, note, changes: breakingChanges(note, contract) }] : []))
    .filter(({ changes }) => changes.length > 0);
  const [first] = broken;
  if (!first) return [];
  const changes = [...new Set(broken.flatMap((each) => each.changes))];
  const against = broken.map(({ where }) => where);
  const found = { contract: first.note, declared, changes, against, published: published.length > 0 };
  return [explainBreak(found, usageOf(declared.definition))];
}

function removals({ declared, now, earlier, usageOf }: Facts): string[] {
  const known = new Map([...earlier.map(({ ledger }) => ledger), now].flatMap(({ notes }) => [...notes]));
  const live = new Set(declared.map(({ event }) => wireType(event)));
  return [...known.values()].flatMap((note) => {
    const { type, definition } = note;
    const retired = now.notes.get(type)?.retired;
    if (live.has(type)) return retired ? [comesBack(note, retired)] : [];
    if (retired) return [];
    if (note.retired)
      return [`${type}: put ${LEDGER}/schemas/${type}.json back, which tells what it was before it was retired.`];
    const others = declared.filter(({ event }) => type.startsWith(`${event.name}.v`));
    return [explainRemoval(note, others, usageOf(definition))];
  });
}

function comesBack({ type, definition }: Note, retired: string): string {
  return `${type}: it is retired (${retired}) and cannot come back with another meaning. Declare ${definition} as a new version.`;
}
