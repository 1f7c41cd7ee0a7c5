import { Injectable } from '@nestjs/common';
import { DraftQueries } from '../../identity/app/ports.js';
import { SettleDraft } from './settle-draft.js';

/** What WeChat pushes about a picture that was submitted. */
@Injectable()
export class SettlePicture {
  constructor(
    private readonly drafts: DraftQueries,
    private readonly settle: SettleDraft,
  ) {}

  /** Safe to repeat; a picture that was replaced, or submitted once more, is not waited for any longer. */
  async run(traceId: string, passed: boolean): Promise<void> {
    const draft = await this.drafts.submittedAs(traceId);
    if (draft) await this.settle.run(draft, passed);
  }
}
