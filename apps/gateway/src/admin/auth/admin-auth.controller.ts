import type { userV1 } from '@minisuite/contracts';
import { Body, Controller, Post, Req } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import type { z } from 'zod';
import { refreshSchema } from '../../auth/auth.schemas.js';
import { OperatorClient } from '../../clients/clients.js';
import { promised } from '../../clients/promised.js';
import { noBody, nothing } from '../../edge/fields.js';
import { Operation } from '../../edge/operation.js';
import { addressKey } from '../../limits/address-key.js';
import { LoginAttempts } from './login-attempts.js';
import { operatorLoginSchema, operatorSessionSchema } from './admin-auth.schemas.js';

type Session = z.infer<typeof operatorSessionSchema>;

@ApiTags('admin')
@Controller('admin/auth')
export class AdminAuthController {
  constructor(
    private readonly operators: OperatorClient,
    private readonly attempts: LoginAttempts,
  ) {}

  @Post('login')
  @Operation({
    summary: 'Log in as an operator',
    description:
      'An unknown name, a wrong password and a disabled operator are answered alike. After five wrong ones an address waits before it may try this name again. Who has an authenticator app and gives no code learns so, by a detail at `totp`, once the password is right.',
    answers: operatorSessionSchema,
    public: true,
    countsAs: 'login',
    refuses: ['CREDENTIALS_INVALID'],
  })
  async login(
    @Body({ schema: operatorLoginSchema }) { totp = '', ...credentials }: z.infer<typeof operatorLoginSchema>,
    @Req() request: FastifyRequest,
  ): Promise<Session> {
    const logIn = () => this.operators.logIn({ ...credentials, totp });
    return toSession(await this.attempts.run(credentials.username, addressKey(request), logIn));
  }

  @Post('refresh')
  @Operation({
    summary: 'Exchange a refresh token of an operator for new tokens',
    description: 'A refresh token that was used before ends its whole session.',
    answers: operatorSessionSchema,
    public: true,
    countsAs: 'refresh',
    refuses: ['TOKEN_INVALID', 'TOKEN_EXPIRED', 'SESSION_REVOKED', 'REFRESH_REUSED', 'ACCOUNT_DISABLED'],
  })
  async refresh(@Body({ schema: refreshSchema }) body: z.infer<typeof refreshSchema>): Promise<Session> {
    return toSession(await this.operators.refresh(body));
  }

  @Post('logout')
  @Operation({ summary: 'End this session of an operator at once', answers: nothing, permission: 'own-session' })
  async logout(@Body({ schema: noBody }) _body: z.infer<typeof noBody>): Promise<null> {
    await this.operators.logOut({});
    return null;
  }
}

function toSession({ tokens, operator }: userV1.LogInResponse): Session {
  return { ...promised(tokens, 'tokens'), operator: promised(operator, 'operator') };
}
