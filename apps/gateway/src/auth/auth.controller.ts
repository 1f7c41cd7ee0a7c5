import { Body, Controller, Delete, Get, Param, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { z } from 'zod';
import { UserClient } from '../clients/clients.js';
import { idField, noBody, nothing } from '../edge/fields.js';
import { Operation } from '../edge/operation.js';
import { PublicUrls } from '../edge/public-urls.js';
import { toDeviceSessionPage, toSession } from './auth.mapper.js';
import {
  deviceSessionPageSchema,
  deviceSessionQuerySchema,
  loginSchema,
  refreshSchema,
  sessionSchema,
} from './auth.schemas.js';

type Session = z.infer<typeof sessionSchema>;

@ApiTags('auth')
@Controller('auth')
export class AuthController {
  constructor(
    private readonly users: UserClient,
    private readonly urls: PublicUrls,
  ) {}

  @Post('wechat-login')
  @Operation({
    summary: 'Log in with a code of wx.login',
    description: 'The first login creates the account.',
    answers: sessionSchema,
    public: true,
    countsAs: 'login',
    refuses: ['WECHAT_CODE_INVALID', 'ACCOUNT_DISABLED', 'WECHAT_UNAVAILABLE'],
    waitsForWechat: true,
  })
  async login(@Body({ schema: loginSchema }) { code, device }: z.infer<typeof loginSchema>): Promise<Session> {
    const answer = await this.users.loginWithWechat({
      code,
      devicePlatform: device?.platform ?? '',
      deviceModel: device?.model ?? '',
      deviceId: device?.id ?? '',
    });
    return toSession(answer, this.urls.absolute);
  }

  @Post('refresh')
  @Operation({
    summary: 'Exchange a refresh token for new tokens',
    description:
      'A refresh token that was used before ends its whole session. Only the device that the login named may ask again within 10 seconds, for an answer that it never got.',
    answers: sessionSchema,
    public: true,
    countsAs: 'refresh',
    refuses: ['TOKEN_INVALID', 'TOKEN_EXPIRED', 'SESSION_REVOKED', 'REFRESH_REUSED', 'ACCOUNT_DISABLED'],
  })
  async refresh(@Body({ schema: refreshSchema }) body: z.infer<typeof refreshSchema>): Promise<Session> {
    return toSession(await this.users.refreshSession({ ...body, deviceId: body.deviceId ?? '' }), this.urls.absolute);
  }

  @Post('logout')
  @Operation({ summary: 'End this session at once', answers: nothing })
  async logout(@Body({ schema: noBody }) _body: z.infer<typeof noBody>): Promise<null> {
    await this.users.endSession({ sessionId: '' });
    return null;
  }

  @Get('sessions')
  @Operation({ summary: 'My devices', answers: deviceSessionPageSchema })
  async sessions(
    @Query({ schema: deviceSessionQuerySchema }) query: z.infer<typeof deviceSessionQuerySchema>,
  ): Promise<z.infer<typeof deviceSessionPageSchema>> {
    return toDeviceSessionPage(await this.users.listSessions(query));
  }

  @Delete('sessions/:id')
  @Operation({ summary: 'End one of my sessions at once', answers: nothing, refuses: ['NOT_FOUND'] })
  async kick(@Param('id', { schema: idField }) sessionId: string): Promise<null> {
    await this.users.endSession({ sessionId });
    return null;
  }
}
