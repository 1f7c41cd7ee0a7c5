import { Body, Controller, Delete, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { z } from 'zod';
import { OperatorClient } from '../../clients/clients.js';
import { noBody, nothing } from '../../edge/fields.js';
import { Operation } from '../../edge/operation.js';
import { recoveryCodesSchema, totpCodeSchema, totpSecretSchema } from './admin-totp.schemas.js';

@ApiTags('admin')
@Controller('admin/auth/totp')
export class AdminTotpController {
  constructor(private readonly operators: OperatorClient) {}

  @Post()
  @Operation({
    summary: 'Get a secret for an authenticator app',
    description: 'Counts for nothing until it is confirmed; asked for again, it is another one.',
    answers: totpSecretSchema,
    permission: 'own-session',
    refuses: ['CONFLICT', 'NOT_FOUND', 'ACCOUNT_DISABLED'],
  })
  enrol(@Body({ schema: noBody }) _body: z.infer<typeof noBody>): Promise<z.infer<typeof totpSecretSchema>> {
    return this.operators.enrolTotp({});
  }

  @Post('confirm')
  @Operation({
    summary: 'Show that the authenticator app has the secret',
    description:
      'From then on a login needs a code of the app, or one of the recovery codes, which are shown only here. Ends all sessions of the operator.',
    answers: recoveryCodesSchema,
    permission: 'own-session',
    countsAs: 'login',
    refuses: ['CREDENTIALS_INVALID', 'NOT_FOUND', 'CONFLICT', 'ACCOUNT_DISABLED'],
  })
  confirm(
    @Body({ schema: totpCodeSchema }) body: z.infer<typeof totpCodeSchema>,
  ): Promise<z.infer<typeof recoveryCodesSchema>> {
    return this.operators.confirmTotp(body);
  }

  @Delete()
  @Operation({
    summary: 'Do without an authenticator app again',
    description: 'Needs a code of the app or a recovery code.',
    answers: nothing,
    permission: 'own-session',
    countsAs: 'login',
    refuses: ['CREDENTIALS_INVALID', 'NOT_FOUND', 'ACCOUNT_DISABLED'],
  })
  async turnOff(@Body({ schema: totpCodeSchema }) body: z.infer<typeof totpCodeSchema>): Promise<null> {
    await this.operators.turnOffTotp(body);
    return null;
  }
}
