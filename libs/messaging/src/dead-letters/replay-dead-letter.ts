import { Audit } from '@minisuite/audit';
import { MysqlTransactions, REQUEST, type Tx } from '@minisuite/database';
import { requireOperator } from '@minisuite/grpc';
import { isDomainError } from '@minisuite/kernel';
import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { callHandler } from '../consumer/call-handler.js';
import { EventHandlers } from '../consumer/event-handlers.js';
import { AlreadyHandled, Inbox } from '../consumer/inbox.js';
import { SecondTransaction } from '../consumer/inbox-claim.js';
import { readEnvelope } from '../envelope/read-envelope.js';
import type { DeadLetter, ParkingCause } from './dead-letter.js';
import { DeadLetterQueries } from './dead-letter-queries.js';
import { DeadLetterTransitions } from './dead-letter-transitions.js';

/** How a replay came out. */
export type ReplayOutcome = 'HANDLED' | 'ALREADY_HANDLED' | 'FAILED';

/** Hands a parked message to its handler once more, through the inbox like any other. */
@Injectable()
export class ReplayDeadLetter {
  private readonly transactions: MysqlTransactions<Tx>;

  constructor(
    @Inject(DataSource) dataSource: DataSource,
    @Inject(DeadLetterQueries) private readonly letters: DeadLetterQueries,
    @Inject(DeadLetterTransitions) private readonly transitions: DeadLetterTransitions,
    @Inject(EventHandlers) private readonly handlers: EventHandlers,
    @Inject(Inbox) private readonly inbox: Inbox,
    @Inject(Audit) private readonly audit: Audit,
  ) {
    this.transactions = new MysqlTransactions(dataSource, (tx) => tx);
  }

  /** Throws CONFLICT when the letter is not parked, NOT_FOUND when there is none; a handler's error is an outcome. */
  async run(id: string): Promise<{ outcome: ReplayOutcome; letter: DeadLetter }> {
    const operator = requireOperator();
    await this.transitions.beginReplay(id);
    const letter = await this.letters.get(id);
    const result = await this.handle(letter);
    const outcome = typeof result === 'string' ? result : 'FAILED';
    // The effects are committed already; when this is lost, a second replay finds them in the inbox.
    await this.transactions.run(REQUEST, async (tx) => {
      if (typeof result === 'string') await this.transitions.endReplay(tx, id, operator.name);
      else await this.transitions.parkAgain(tx, id, result);
      await this.audit.record(tx, {
        action: 'dead-letter.replay',
        target: { type: 'dead-letter', id },
        outcome: outcome === 'FAILED' ? 'FAILED' : 'SUCCEEDED',
        details: { outcome, eventId: letter.eventId, type: letter.type },
      });
    });
    return { outcome, letter: await this.letters.get(id) };
  }

  private async handle(letter: DeadLetter): Promise<Exclude<ReplayOutcome, 'FAILED'> | ParkingCause> {
    const message = { ...letter, value: letter.payload };
    const reading = readEnvelope(message, this.handlers);
    if (reading.kind === 'fault') return { reason: reading.fault, error: reading.detail, attempts: 0 };
    if (reading.kind === 'skip')
      return { reason: 'UNKNOWN_TYPE', error: `${letter.type} is not handled here any more`, attempts: 0 };
    const { event } = reading;
    if (await this.inbox.has(event.id)) return 'ALREADY_HANDLED';
    const failure = await callHandler(this.handlers.of(event.type), [event], this.inbox);
    if (!failure) return 'HANDLED';
    if (failure.error instanceof AlreadyHandled) return 'ALREADY_HANDLED';
    return { reason: reasonOf(failure.error), error: failure.error, attempts: 1 };
  }
}

function reasonOf(error: unknown): ParkingCause['reason'] {
  if (error instanceof SecondTransaction) return 'SECOND_TRANSACTION';
  return isDomainError(error) ? 'REFUSED' : 'FAILED';
}
