import { Injectable } from '@nestjs/common';
import { DomainError } from '@minisuite/kernel';
import { MerchantAccount } from '../../account/domain/merchant-account.js';
import { MiniProgramState } from '../../mini-program/app/mini-program-state.js';

export interface SubscribeAnswer {
  readonly openid: string;
  readonly templateId: string;
  readonly accept: boolean;
}

@Injectable()
export class AnswerSubscribeDialog {
  constructor(
    private readonly account: MerchantAccount,
    private readonly state: MiniProgramState,
  ) {}

  /** Gives how many messages the user has now agreed to; throws DomainError. */
  run({ openid, templateId, accept }: SubscribeAnswer): number {
    const isKnown = Object.values(this.account.templates).some(({ id }) => id === templateId);
    if (!isKnown) throw new DomainError('not_found', 'TEMPLATE_NOT_FOUND', 'There is no such template');
    this.state.users.add(openid);
    return accept ? this.state.grants.accept(openid, templateId) : this.state.grants.of(openid, templateId);
  }
}
