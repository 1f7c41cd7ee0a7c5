import { operationsV1 } from '@minisuite/contracts';
import { requireOperator } from '@minisuite/grpc';
import { decodeCursor, DomainError, pageLimit, pageOf } from '@minisuite/kernel';
import { Controller, Inject } from '@nestjs/common';
import { toFilter, toProtoLetter, toProtoOutcome } from './dead-letter-mapper.js';
import { DeadLetterQueries } from './dead-letter-queries.js';
import { DiscardDeadLetter } from './discard-dead-letter.js';
import { ReplayDeadLetter } from './replay-dead-letter.js';
import { ReplayDeadLetters } from './replay-dead-letters.js';

const MAX_REASON = 500;
const SHOWN_BYTES = 262_144;

/** Serves the dead letters of this service to operators. */
@Controller()
@operationsV1.DeadLetterServiceControllerMethods()
export class DeadLetterController implements operationsV1.DeadLetterServiceController {
  constructor(
    @Inject(DeadLetterQueries) private readonly letters: DeadLetterQueries,
    @Inject(ReplayDeadLetter) private readonly replay: ReplayDeadLetter,
    @Inject(ReplayDeadLetters) private readonly replays: ReplayDeadLetters,
    @Inject(DiscardDeadLetter) private readonly discard: DiscardDeadLetter,
  ) {}

  async listDeadLetters(request: operationsV1.ListDeadLettersRequest): Promise<operationsV1.ListDeadLettersResponse> {
    requireOperator();
    const limit = pageLimit(request.limit);
    const range = { filter: toFilter(request.filter), before: decodeCursor(request.cursor) };
    const { items, nextCursor } = pageOf(await this.letters.list(range, limit + 1), limit);
    return { deadLetters: items.map(toProtoLetter), nextCursor: nextCursor ?? '' };
  }

  async getDeadLetter({ id }: operationsV1.GetDeadLetterRequest): Promise<operationsV1.GetDeadLetterResponse> {
    requireOperator();
    const letter = await this.letters.get(idOf(id));
    const { headers, payload } = letter;
    return {
      deadLetter: toProtoLetter(letter),
      headers: { ...headers },
      payload: payload.subarray(0, SHOWN_BYTES),
      payloadBytes: payload.length,
    };
  }

  async replayDeadLetter({ id }: operationsV1.ReplayDeadLetterRequest): Promise<operationsV1.ReplayDeadLetterResponse> {
    const { outcome, letter } = await this.replay.run(idOf(id));
    return { outcome: toProtoOutcome(outcome), deadLetter: toProtoLetter(letter) };
  }

  async replayDeadLetters(
    request: operationsV1.ReplayDeadLettersRequest,
  ): Promise<operationsV1.ReplayDeadLettersResponse> {
    requireOperator();
    const count = await this.replays.run(toFilter(request.filter), pageLimit(request.limit));
    return {
      handled: count.HANDLED,
      alreadyHandled: count.ALREADY_HANDLED,
      failed: count.FAILED,
      remaining: count.remaining,
    };
  }

  async discardDeadLetter({
    id,
    reason,
  }: operationsV1.DiscardDeadLetterRequest): Promise<operationsV1.DiscardDeadLetterResponse> {
    requireOperator();
    const text = reason.trim();
    if (text === '' || [...text].length > MAX_REASON)
      throw invalid('reason', `must have 1 to ${MAX_REASON} characters`);
    return { deadLetter: toProtoLetter(await this.discard.run(idOf(id), text)) };
  }
}

function idOf(id: string): string {
  if (!/^\d{1,20}$/.test(id)) throw invalid('id', 'must be a decimal id');
  return id;
}

function invalid(path: string, message: string): DomainError {
  return new DomainError('invalid', 'VALIDATION_FAILED', `The ${path} is not valid.`, [{ path, message }]);
}
