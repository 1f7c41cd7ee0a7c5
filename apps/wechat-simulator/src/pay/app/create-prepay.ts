import { Injectable } from '@nestjs/common';
import { MerchantAccount } from '../../account/domain/merchant-account.js';
import { Randomness, SimulatedClock } from '../../simulation/app/ports.js';
import { beijingDigits } from '../domain/beijing-time.js';
import { parsePrepay, type PrepayRequest } from '../domain/prepay-request.js';
import { Trade } from '../domain/trade.js';
import { PayState } from './pay-state.js';

/** JSAPI prepay: makes an order, or renews the same one. */
@Injectable()
export class CreatePrepay {
  constructor(
    private readonly account: MerchantAccount,
    private readonly state: PayState,
    private readonly clock: SimulatedClock,
    private readonly randomness: Randomness,
  ) {}

  /** Gives the prepay_id; throws PayError. */
  run(body: unknown): string {
    const now = this.clock.now();
    const request = parsePrepay(body, this.account);
    const trade = this.enter(request, now);
    const live = trade.livePrepayId(now);
    if (live !== undefined) return live;
    const prepayId = `wx${beijingDigits(now)}${this.randomness.hex(20)}`;
    trade.addPrepay(prepayId, now);
    this.state.trades.addPrepay(prepayId, trade);
    return prepayId;
  }

  private enter(request: PrepayRequest, now: Date): Trade {
    const known = this.state.trades.ofOutTradeNo(request.outTradeNo);
    if (known) {
      known.reenter(request, now);
      return known;
    }
    const trade = new Trade(request, now);
    this.state.trades.add(trade);
    return trade;
  }
}
