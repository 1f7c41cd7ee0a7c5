import { Body, Controller, Delete, Get, HttpCode, Post, Put, UseFilters } from '@nestjs/common';
import type { z } from 'zod';
import { SimulatedClock } from '../../../simulation/app/ports.js';
import { MiniProgramState } from '../../../mini-program/app/mini-program-state.js';
import { PayState } from '../../../pay/app/pay-state.js';
import { SeedTrades } from '../../../pay/app/seed-trades.js';
import type { FaultRates } from '../../../simulation/domain/fault-rates.js';
import { Faults } from '../../../simulation/domain/faults.js';
import { ForgetEverything } from '../../app/forget-everything.js';
import { ControlBody } from './control-body.pipe.js';
import { ControlErrorFilter } from './control-error.filter.js';
import { clockSchema, faultsSchema, fundsSchema, seedSchema } from './control-schemas.js';

/** Faults, time, money, and starting over. */
@Controller('_control')
@UseFilters(ControlErrorFilter)
export class WorldController {
  constructor(
    private readonly faults: Faults,
    private readonly clock: SimulatedClock,
    private readonly forgetEverything: ForgetEverything,
    private readonly seedTrades: SeedTrades,
    private readonly pay: PayState,
    private readonly miniProgram: MiniProgramState,
  ) {}

  @Get('faults')
  shownFaults(): FaultRates {
    return this.faults.rates;
  }

  @Put('faults')
  setFaults(@Body(new ControlBody(faultsSchema)) rates: z.infer<typeof faultsSchema>): FaultRates {
    this.faults.set(rates);
    if (rates.token.expireNow) this.miniProgram.tokens.expireAll(this.clock.now());
    return this.faults.rates;
  }

  @Delete('faults')
  clearFaults(): FaultRates {
    this.faults.forget();
    return this.faults.rates;
  }

  @Get('clock')
  time(): object {
    return { now: this.clock.now() };
  }

  @Post('clock')
  @HttpCode(200)
  advance(@Body(new ControlBody(clockSchema)) { advanceMs }: z.infer<typeof clockSchema>): object {
    return { now: this.clock.advance(advanceMs) };
  }

  @Get('funds')
  funds(): object {
    return { available: this.pay.funds.available };
  }

  @Put('funds')
  setFunds(@Body(new ControlBody(fundsSchema)) { available }: z.infer<typeof fundsSchema>): object {
    this.pay.funds.set(available);
    return this.funds();
  }

  @Post('trades/seed')
  @HttpCode(200)
  seed(@Body(new ControlBody(seedSchema)) body: z.infer<typeof seedSchema>): object {
    return this.seedTrades.run(body);
  }

  @Post('reset')
  @HttpCode(200)
  reset(): object {
    this.forgetEverything.run();
    return {};
  }
}
