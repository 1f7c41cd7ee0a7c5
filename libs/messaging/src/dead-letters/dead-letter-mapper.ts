import { operationsV1 } from '@minisuite/contracts';
import { toTimestamp } from '@minisuite/grpc';
import type { DeadLetterFilter, DeadLetterState, DeadLetterSummary } from './dead-letter.js';
import type { ReplayOutcome } from './replay-dead-letter.js';

const { DeadLetterState: State, ReplayOutcome: Outcome } = operationsV1;

const STATES: Record<DeadLetterState, operationsV1.DeadLetterState> = {
  PARKED: State.DEAD_LETTER_STATE_PARKED,
  REPLAYING: State.DEAD_LETTER_STATE_REPLAYING,
  REPLAYED: State.DEAD_LETTER_STATE_REPLAYED,
  DISCARDED: State.DEAD_LETTER_STATE_DISCARDED,
};

const OUTCOMES: Record<ReplayOutcome, operationsV1.ReplayOutcome> = {
  HANDLED: Outcome.REPLAY_OUTCOME_HANDLED,
  ALREADY_HANDLED: Outcome.REPLAY_OUTCOME_ALREADY_HANDLED,
  FAILED: Outcome.REPLAY_OUTCOME_FAILED,
};

export function toProtoOutcome(outcome: ReplayOutcome): operationsV1.ReplayOutcome {
  return OUTCOMES[outcome];
}

export function toProtoLetter(letter: DeadLetterSummary): operationsV1.DeadLetter {
  const { id, consumer, topic, partition, offset, reason, error, attempts, replays } = letter;
  return {
    id,
    consumer,
    topic,
    partition,
    offset,
    key: letter.key ?? '',
    eventId: letter.eventId ?? '',
    type: letter.type ?? '',
    reason,
    error,
    attempts,
    parkedAt: toTimestamp(letter.parkedAt),
    state: STATES[letter.state],
    replays,
    resolvedAt: toTimestamp(letter.resolvedAt),
    resolvedBy: letter.resolvedBy ?? '',
    note: letter.note ?? '',
  };
}

/** An absent filter, like an empty one, means any. */
export function toFilter(filter: operationsV1.DeadLetterFilter | null | undefined): DeadLetterFilter {
  const { state, ...fields } = filter ?? {};
  const [wanted] = Object.entries(STATES).find(([, proto]) => proto === state) ?? [];
  return { ...fields, ...(wanted !== undefined && { state: wanted as DeadLetterState }) };
}
