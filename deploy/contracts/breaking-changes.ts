import { type EventContract, writtenBy } from './event-contract.ts';
import { type Gap, gapsBetween } from './gaps.ts';

const PARKED = 'a consumer that runs today parks such a message, or works with a value it was not made for';
const MISSED = 'a consumer that runs today still reads it';
const STORED = 'a message stored before (outbox, topic, dead letter) could not be read any more';

/**
 * Names every change of an event's contract that a consumer made before would not survive when it reads a new message, or the new
 * one when it reads an old message; empty when all go on to understand each other.
 */
export function breakingChanges(before: EventContract, after: EventContract): string[] {
  const { type } = before;
  const moved: string[] = [];
  if (after.type !== type) moved.push(`the wire type may not become ${after.type}: no consumer knows it`);
  if (after.topic !== before.topic)
    moved.push(
      `the topic may not become ${after.topic} instead of ${before.topic}: consumers read the old one, and events of one aggregate would lose their order`,
    );
  const forOldReader = gapsBetween(writtenBy(after), before.schema, { misses: true });
  // Not only what was written last: whatever was accepted may lie in a store since an earlier change.
  const forNewReader = gapsBetween(before.schema, after.schema, { misses: false });
  return [
    ...moved,
    ...forOldReader.map(
      (gap) => `${subject(gap)} may now ${nowWords(gap)}: ${gap.what === 'be missing' ? MISSED : PARKED}`,
    ),
    ...forNewReader.map((gap) => `${subject(gap)} may no longer ${gap.what}: ${STORED}`),
  ].map((change) => `${type}: ${change}`);
}

/** What an event's own consumers would not read of what its producers write, which is a mistake in its schema. */
export function unreadable(contract: EventContract): string[] {
  const gaps = gapsBetween(writtenBy(contract), contract.schema, { misses: false });
  return gaps.map(
    (gap) =>
      `${contract.type}: ${subject(gap)} may ${gap.what} when it is written, which its own schema refuses to read`,
  );
}

const subject = ({ path }: Gap): string => path || 'the value';

const nowWords = ({ what }: Gap): string => (what === 'be missing' ? 'be missing (removed or renamed)' : what);
