import { Body, Controller, Get, Param, Patch, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { z } from 'zod';
import { batched } from '../clients/batched.js';
import { UserClient } from '../clients/clients.js';
import { promised } from '../clients/promised.js';
import { idField } from '../edge/fields.js';
import { Operation } from '../edge/operation.js';
import { PublicUrls } from '../edge/public-urls.js';
import { fromProfileUpdate, toProfile, toPublicUser } from './users.mapper.js';
import {
  bindPhoneSchema,
  boundPhoneSchema,
  profileSchema,
  publicUserSchema,
  updateProfileSchema,
} from './users.schemas.js';

@ApiTags('users')
@Controller('users')
export class UsersController {
  private readonly userOf = batched(async (ids) => (await this.users.batchGetUsers({ ids })).users);

  constructor(
    private readonly users: UserClient,
    private readonly urls: PublicUrls,
  ) {}

  @Get('me')
  @Operation({ summary: 'My profile', answers: profileSchema })
  async me(): Promise<z.infer<typeof profileSchema>> {
    const { profile } = await this.users.getProfile({});
    return toProfile(promised(profile, 'profile'), this.urls.absolute);
  }

  @Patch('me')
  @Operation({
    summary: 'Change my profile',
    description:
      "What others will see passes WeChat's content check first: a text that does not is refused as not acceptable, and what WeChat has not looked at yet is shown to its author only.",
    answers: profileSchema,
    waitsForWechat: true,
  })
  async update(
    @Body({ schema: updateProfileSchema }) body: z.infer<typeof updateProfileSchema>,
  ): Promise<z.infer<typeof profileSchema>> {
    const { profile } = await this.users.updateProfile(fromProfileUpdate(body));
    return toProfile(promised(profile, 'profile'), this.urls.absolute);
  }

  @Post('me/phone')
  @Operation({
    summary: 'Bind the phone number behind the code of the phone button',
    answers: boundPhoneSchema,
    refuses: ['WECHAT_CODE_INVALID', 'WECHAT_UNAVAILABLE'],
    waitsForWechat: true,
  })
  async bindPhone(
    @Body({ schema: bindPhoneSchema }) { code }: z.infer<typeof bindPhoneSchema>,
  ): Promise<z.infer<typeof boundPhoneSchema>> {
    const { phoneMasked } = await this.users.bindPhone({ code });
    return { phoneMasked };
  }

  @Get(':id')
  @Operation({ summary: 'Public profile of a user', answers: publicUserSchema, public: true, refuses: ['NOT_FOUND'] })
  async user(@Param('id', { schema: idField }) id: string): Promise<z.infer<typeof publicUserSchema>> {
    return toPublicUser(await this.userOf(id), this.urls.absolute);
  }
}
