import { Audit } from '@minisuite/audit';
import { MysqlTransactions, REQUEST, type Tx } from '@minisuite/database';
import { requireOperator } from '@minisuite/grpc';
import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { DeadLetter } from './dead-letter.js';
import { DeadLetterQueries } from './dead-letter-queries.js';
import { DeadLetterTransitions } from './dead-letter-transitions.js';

/** Puts a parked message aside for good; it stays readable until it is cleaned up. */
@Injectable()
export class DiscardDeadLetter {
  private readonly transactions: MysqlTransactions<Tx>;

  constructor(
    @Inject(DataSource) dataSource: DataSource,
    @Inject(DeadLetterQueries) private readonly letters: DeadLetterQueries,
    @Inject(DeadLetterTransitions) private readonly transitions: DeadLetterTransitions,
    @Inject(Audit) private readonly audit: Audit,
  ) {
    this.transactions = new MysqlTransactions(dataSource, (tx) => tx);
  }

  /** Throws CONFLICT when the letter is not parked, NOT_FOUND when there is none. */
  async run(id: string, reason: string): Promise<DeadLetter> {
    const { name } = requireOperator();
    await this.transactions.run(REQUEST, async (tx) => {
      await this.transitions.discard(tx, id, name, reason);
      await this.audit.record(tx, { action: 'dead-letter.discard', target: { type: 'dead-letter', id }, reason });
    });
    return await this.letters.get(id);
  }
}
