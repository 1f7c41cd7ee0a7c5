import { Body, Controller, Delete, Get, HttpCode, Post, Put, UseFilters } from '@nestjs/common';
import type { z } from 'zod';
import { SimulatedClock } from '../../../simulation/app/ports.js';
import { type FaultRates, Faults } from '../../../simulation/domain/faults.js';
import { ForgetEverything } from '../../app/forget-everything.js';
import { ControlBody } from './control-body.pipe.js';
import { ControlErrorFilter } from './control-error.filter.js';
import { clockSchema, faultsSchema } from './control-schemas.js';

/** Faults, time, and starting over. */
@Controller('_control')
@UseFilters(ControlErrorFilter)
export class WorldController {
  constructor(
    private readonly faults: Faults,
    private readonly clock: SimulatedClock,
    private readonly forgetEverything: ForgetEverything,
  ) {}

  @Get('faults')
  shownFaults(): FaultRates {
    return this.faults.rates;
  }

  @Put('faults')
  setFaults(@Body(new ControlBody(faultsSchema)) rates: z.infer<typeof faultsSchema>): FaultRates {
    this.faults.set(rates);
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

  @Post('reset')
  @HttpCode(200)
  reset(): object {
    this.forgetEverything.run();
    return {};
  }
}
