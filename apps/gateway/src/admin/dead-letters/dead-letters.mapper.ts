import { operationsV1 } from '@minisuite/contracts';
import { dateOf } from '@minisuite/grpc';
import type { z } from 'zod';
import { promised } from '../../clients/promised.js';
import { given, moment } from '../../edge/optional.js';
import type { Answered } from '../across-services.js';
import {
  DEAD_LETTER_STATES,
  type deadLetterDetailsSchema,
  type deadLetterSchema,
  REPLAY_OUTCOMES,
  type replayCountSchema,
  type replayedSchema,
} from './dead-letters.schemas.js';
import { payloadText } from './payload-text.js';

type DeadLetter = z.infer<typeof deadLetterSchema>;
type Filter = Partial<Record<'topic' | 'type' | 'reason' | 'eventId' | 'key', string | undefined>>;

const STATE = 'DEAD_LETTER_STATE_';
const OUTCOME = 'REPLAY_OUTCOME_';

export function toDeadLetter(service: DeadLetter['service'], answer: operationsV1.DeadLetter | null): DeadLetter {
  const { parkedAt, state, resolvedAt, resolvedBy, note, ...letter } = promised(answer, 'dead letter');
  return {
    ...letter,
    service,
    parkedAt: dateOf(parkedAt).toISOString(),
    state: promised(
      DEAD_LETTER_STATES.find((name) => state === `${STATE}${name}`),
      'state',
    ),
    ...given('resolvedAt', moment(resolvedAt)),
    ...given('resolvedBy', resolvedBy),
    ...given('note', note),
  };
}

export function toDetails({
  service,
  answer: { deadLetter, headers, payload, payloadBytes },
}: Answered<operationsV1.GetDeadLetterResponse>): z.infer<typeof deadLetterDetailsSchema> {
  const payloadTruncated = payload.length < payloadBytes;
  const shown = payloadText(payload, payloadTruncated);
  return { ...toDeadLetter(service, deadLetter), headers, ...shown, payloadBytes, payloadTruncated };
}

export function toReplayed({
  service,
  answer: { outcome, deadLetter },
}: Answered<operationsV1.ReplayDeadLetterResponse>): z.infer<typeof replayedSchema> {
  const found = REPLAY_OUTCOMES.find((name) => outcome === `${OUTCOME}${name}`);
  return { outcome: promised(found, 'outcome'), deadLetter: toDeadLetter(service, deadLetter) };
}

export function toReplayCount(
  answers: readonly Answered<operationsV1.ReplayDeadLettersResponse>[],
): Omit<z.infer<typeof replayCountSchema>, 'unavailable'> {
  const sum = { handled: 0, alreadyHandled: 0, failed: 0, remaining: 0 };
  for (const { answer } of answers) {
    sum.handled += answer.handled;
    sum.alreadyHandled += answer.alreadyHandled;
    sum.failed += answer.failed;
    sum.remaining += answer.remaining;
  }
  return sum;
}

export function fromFilter(filter: Filter, state?: DeadLetter['state']): operationsV1.DeadLetterFilter {
  const { topic = '', type = '', reason = '', eventId = '', key = '' } = filter;
  const wanted = operationsV1.DeadLetterState[`${STATE}${state ?? 'UNSPECIFIED'}`];
  return { state: wanted, topic, type, reason, eventId, key };
}
