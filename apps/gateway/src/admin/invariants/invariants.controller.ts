import { Controller, Get } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { z } from 'zod';
import { InvariantClients, KEEPING_SERVICES } from '../../clients/clients.js';
import { Operation } from '../../edge/operation.js';
import { askEach } from '../across-services.js';
import { toInvariant } from './invariants.mapper.js';
import { invariantsSchema } from './invariants.schemas.js';

@ApiTags('admin')
@Controller('admin/invariants')
export class InvariantsController {
  constructor(private readonly clients: InvariantClients) {}

  @Get()
  @Operation({
    summary: 'Check stock and money, now',
    description: 'Reads the books as they are at one moment, without holding up anybody.',
    answers: invariantsSchema,
    permission: 'invariants.read',
  })
  async check(): Promise<z.infer<typeof invariantsSchema>> {
    const { answers, unavailable } = await askEach(this.clients, undefined, (client) => client.checkInvariants({}));
    const invariants = KEEPING_SERVICES.flatMap((service) =>
      answers
        .filter((answered) => answered.service === service)
        .flatMap(({ answer }) => answer.invariants.map((invariant) => toInvariant(service, invariant))),
    );
    const ok = unavailable.length === 0 && invariants.every(({ violations }) => violations === 0);
    return { ok, invariants, unavailable };
  }
}
