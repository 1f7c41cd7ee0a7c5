import { Injectable } from '@nestjs/common';
import { SimulatedClock } from '../../simulation/app/ports.js';
import type { Refund, RefundOutcome } from '../domain/refund.js';
import { NotifyRefund } from './notify-refund.js';
import { PayState } from './pay-state.js';

/** Brings a refund to an outcome and notifies the merchant; one that has ended stays as it is. */
@Injectable()
export class EndRefund {
  constructor(
    private readonly state: PayState,
    private readonly clock: SimulatedClock,
    private readonly notifyRefund: NotifyRefund,
  ) {}

  run(refund: Refund, outcome: RefundOutcome): void {
    if (!refund.end(outcome, this.clock.now())) return;
    if (outcome === 'CLOSED') this.state.funds.giveBack(refund.request.refund);
    this.notifyRefund.run(refund, outcome);
  }
}
