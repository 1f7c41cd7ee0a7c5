import type { userV1 } from '@minisuite/contracts';
import { requireSessionId, requireUserId } from '@minisuite/grpc';
import { Controller } from '@nestjs/common';
import { GrpcMethod } from '@nestjs/microservices';
import { BatchGetUsers } from '../../app/batch-get-users.js';
import { BindPhone } from '../../app/bind-phone.js';
import { CloseAccount } from '../../app/close-account.js';
import { EndSession } from '../../app/end-session.js';
import { ExportAccount } from '../../app/export-account.js';
import { GetProfile } from '../../app/get-profile.js';
import { GetWechatIdentity } from '../../app/get-wechat-identity.js';
import { ListSessions } from '../../app/list-sessions.js';
import { LogInWithWechat } from '../../app/log-in-with-wechat.js';
import { RefreshSession } from '../../app/refresh-session.js';
import { UpdateProfile } from '../../app/update-profile.js';
import { deviceOf } from '../../domain/device.js';
import { fromProfileUpdate, toProfile, toPublicUser, toSession, toSignedIn } from './identity-mapper.js';

type IdentityRpcs = Omit<
  userV1.UserServiceController,
  'listAddresses' | 'getAddress' | 'createAddress' | 'updateAddress' | 'deleteAddress'
>;

@Controller()
export class IdentityController implements IdentityRpcs {
  constructor(
    private readonly logIn: LogInWithWechat,
    private readonly refresh: RefreshSession,
    private readonly sessions: ListSessions,
    private readonly end: EndSession,
    private readonly profile: GetProfile,
    private readonly users: BatchGetUsers,
    private readonly phone: BindPhone,
    private readonly wechatIdentity: GetWechatIdentity,
    private readonly updating: UpdateProfile,
    private readonly exporting: ExportAccount,
    private readonly closing: CloseAccount,
  ) {}

  @GrpcMethod('UserService')
  async loginWithWechat(request: userV1.LoginWithWechatRequest): Promise<userV1.LoginWithWechatResponse> {
    const { code, devicePlatform, deviceModel, deviceId } = request;
    return toSignedIn(await this.logIn.run(code, deviceOf(devicePlatform, deviceModel), deviceId));
  }

  @GrpcMethod('UserService')
  async refreshSession(request: userV1.RefreshSessionRequest): Promise<userV1.RefreshSessionResponse> {
    return toSignedIn(await this.refresh.run(request.refreshToken, request.deviceId));
  }

  @GrpcMethod('UserService')
  async listSessions(request: userV1.ListSessionsRequest): Promise<userV1.ListSessionsResponse> {
    const current = requireSessionId();
    const { items, nextCursor } = await this.sessions.run(requireUserId(), request.limit, request.cursor);
    return { sessions: items.map((session) => toSession(session, current)), nextCursor: nextCursor ?? '' };
  }

  @GrpcMethod('UserService')
  async endSession({ sessionId }: userV1.EndSessionRequest): Promise<userV1.EndSessionResponse> {
    const [id, reason] =
      sessionId === '' ? ([requireSessionId(), 'LOGOUT'] as const) : ([sessionId, 'KICKED'] as const);
    await this.end.run(requireUserId(), id, reason);
    return {};
  }

  @GrpcMethod('UserService')
  async getProfile(_request: userV1.GetProfileRequest): Promise<userV1.GetProfileResponse> {
    return { profile: toProfile(await this.profile.run(requireUserId())) };
  }

  @GrpcMethod('UserService')
  async updateProfile(request: userV1.UpdateProfileRequest): Promise<userV1.UpdateProfileResponse> {
    return { profile: toProfile(await this.updating.run(requireUserId(), fromProfileUpdate(request))) };
  }

  @GrpcMethod('UserService')
  async batchGetUsers(request: userV1.BatchGetUsersRequest): Promise<userV1.BatchGetUsersResponse> {
    return { users: (await this.users.run(request.ids)).map(toPublicUser) };
  }

  @GrpcMethod('UserService')
  async bindPhone(request: userV1.BindPhoneRequest): Promise<userV1.BindPhoneResponse> {
    return { phoneMasked: await this.phone.run(requireUserId(), request.code) };
  }

  @GrpcMethod('UserService')
  async exportAccount(_request: userV1.ExportAccountRequest): Promise<userV1.ExportAccountResponse> {
    const { profile, openid, unionid, phone } = await this.exporting.run(requireUserId());
    return {
      profile: toProfile(profile),
      openid,
      unionid: unionid ?? '',
      phoneCountryCode: phone?.countryCode ?? '',
      phoneNumber: phone?.number ?? '',
    };
  }

  @GrpcMethod('UserService')
  async closeAccount(_request: userV1.CloseAccountRequest): Promise<userV1.CloseAccountResponse> {
    await this.closing.run(requireUserId());
    return {};
  }

  @GrpcMethod('UserService')
  async getWechatIdentity(request: userV1.GetWechatIdentityRequest): Promise<userV1.GetWechatIdentityResponse> {
    return this.wechatIdentity.run(request.userId);
  }
}
