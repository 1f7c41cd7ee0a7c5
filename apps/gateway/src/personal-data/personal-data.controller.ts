import { Controller, Delete, Get } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { z } from 'zod';
import { nothing } from '../edge/fields.js';
import { Operation } from '../edge/operation.js';
import { UserClient } from '../clients/clients.js';
import { PersonalData } from './personal-data.js';
import { exportSchema } from './personal-data.schemas.js';

/** The rights that the law gives (个人信息保护法, articles 45 and 47). */
@ApiTags('users')
@Controller('users/me')
export class PersonalDataController {
  constructor(
    private readonly users: UserClient,
    private readonly personalData: PersonalData,
  ) {}

  @Get('export')
  @Operation({ summary: 'Everything that is kept of me', answers: exportSchema, countsAs: 'money' })
  async export(): Promise<z.infer<typeof exportSchema>> {
    return await this.personalData.collect();
  }

  @Delete()
  @Operation({
    summary: 'Close my account',
    description:
      'Ends all my sessions at once. Within minutes what is personal is forgotten; orders stay without it, as the books need them. Refused while orders are unpaid, on their way or being refunded.',
    answers: nothing,
    status: 202,
    countsAs: 'money',
    refuses: ['CONFLICT'],
  })
  async close(): Promise<null> {
    await this.users.closeAccount({});
    return null;
  }
}
