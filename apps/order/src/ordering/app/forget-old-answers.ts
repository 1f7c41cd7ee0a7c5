import { Injectable } from '@nestjs/common';
import { Clock } from '@minisuite/kernel';
import { KeptAnswerPurge } from './ports.js';

const BITE = 500;

/** Forgets the answers to requests that nobody will repeat any more. */
@Injectable()
export class ForgetOldAnswers {
  constructor(
    private readonly answers: KeptAnswerPurge,
    private readonly clock: Clock,
  ) {}

  /** Takes one bite; answers whether there may be more. */
  async execute(): Promise<boolean> {
    return (await this.answers.purge(this.clock.now(), BITE)) === BITE;
  }
}
