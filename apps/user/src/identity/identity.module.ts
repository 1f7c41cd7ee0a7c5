import { Redis } from '@minisuite/cache';
import { Audit, type AuditEntry } from '@minisuite/audit';
import { orderV1 } from '@minisuite/contracts';
import { MysqlTransactions } from '@minisuite/database';
import { FieldCipher } from '@minisuite/encryption';
import { GrpcClients } from '@minisuite/grpc';
import { Outbox } from '@minisuite/messaging';
import { AccessTokens as WechatAccessTokens, MiniProgramClient, RedisTokenStore } from '@minisuite/wechat';
import { Module } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { UserConfig } from '../user.config.js';
import { PhoneIndex } from './adapters/crypto/phone-index.js';
import { RandomRefreshTokens } from './adapters/crypto/random-refresh-tokens.js';
import { RsaAccessTokens } from './adapters/crypto/rsa-access-tokens.js';
import { GrpcOpenOrders } from './adapters/clients/grpc-open-orders.js';
import { ContentController } from './adapters/grpc/content.controller.js';
import { IdentityController } from './adapters/grpc/identity.controller.js';
import { UserAdminController } from './adapters/grpc/user-admin.controller.js';
import { MysqlAccounts } from './adapters/mysql/mysql-accounts.js';
import { MysqlClosings } from './adapters/mysql/mysql-closings.js';
import { MysqlDraftQueries } from './adapters/mysql/mysql-draft-queries.js';
import { MysqlDrafts } from './adapters/mysql/mysql-drafts.js';
import { MysqlLiveSessions } from './adapters/mysql/mysql-live-sessions.js';
import { MysqlProfiles } from './adapters/mysql/mysql-profiles.js';
import { MysqlRecentEnds } from './adapters/mysql/mysql-recent-ends.js';
import { MysqlRefreshTokens } from './adapters/mysql/mysql-refresh-tokens.js';
import { MysqlSessions } from './adapters/mysql/mysql-sessions.js';
import { MysqlTraces } from './adapters/mysql/mysql-traces.js';
import { MysqlUserDirectory } from './adapters/mysql/mysql-user-directory.js';
import { RedisEndedSessions } from './adapters/redis/redis-ended-sessions.js';
import { AnnouncementsWatch } from './adapters/timer/announcements-watch.js';
import { ClosingsTimer } from './adapters/timer/closings-timer.js';
import { MiniProgramContentCheck } from './adapters/wechat/mini-program-content-check.js';
import { MiniProgramUsers } from './adapters/wechat/mini-program-users.js';
import { AnnounceAgain } from './app/announce-again.js';
import { BatchGetUsers } from './app/batch-get-users.js';
import { BindPhone } from './app/bind-phone.js';
import { CheckText } from './app/check-text.js';
import { CloseAccount } from './app/close-account.js';
import { EndSession } from './app/end-session.js';
import { ExportAccount } from './app/export-account.js';
import { FinishClosings } from './app/finish-closings.js';
import { GetProfile } from './app/get-profile.js';
import { GetWechatIdentity } from './app/get-wechat-identity.js';
import { ListSessions } from './app/list-sessions.js';
import { ListUsers } from './app/list-users.js';
import { LockOut } from './app/lock-out.js';
import { LogInWithWechat } from './app/log-in-with-wechat.js';
import {
  AccessTokens,
  AvatarHosts,
  Closings,
  ContentCheck,
  DraftQueries,
  EndedSessions,
  IdentityTransactions,
  LiveSessions,
  OpenOrders,
  Profiles,
  RecentEnds,
  RefreshTokenSecrets,
  UserDirectory,
  WechatUsers,
} from './app/ports.js';
import { OwnProfiles } from './app/own-profiles.js';
import { RefreshSession } from './app/refresh-session.js';
import { RefreshTokenRotation } from './app/refresh-token-rotation.js';
import { ReplaceProfile } from './app/replace-profile.js';
import { SetUserStatus } from './app/set-user-status.js';
import { TokenPairs } from './app/token-pairs.js';
import { UpdateProfile } from './app/update-profile.js';
import { SessionPolicy } from './domain/session-policy.js';

// Below the 5 s a caller waits, so that it gets our answer and not a missed deadline.
const WECHAT_TIMEOUT_MS = 3500;

const useCases = [
  LogInWithWechat,
  RefreshSession,
  ListSessions,
  EndSession,
  GetProfile,
  BatchGetUsers,
  BindPhone,
  GetWechatIdentity,
  ExportAccount,
  CloseAccount,
  FinishClosings,
  ListUsers,
  SetUserStatus,
  ReplaceProfile,
  UpdateProfile,
  CheckText,
];

@Module({
  controllers: [IdentityController, UserAdminController, ContentController],
  providers: [
    ...useCases,
    LockOut,
    OwnProfiles,
    AnnounceAgain,
    AnnouncementsWatch,
    ClosingsTimer,
    TokenPairs,
    RefreshTokenRotation,
    {
      provide: SessionPolicy,
      inject: [UserConfig],
      useFactory: ({ sessions }: UserConfig) => new SessionPolicy(sessions.accessTokenMs, sessions.sessionMs),
    },
    {
      provide: IdentityTransactions,
      inject: [DataSource, Outbox, FieldCipher, PhoneIndex, Audit],
      useFactory: (dataSource: DataSource, outbox: Outbox, cipher: FieldCipher, phones: PhoneIndex, audit: Audit) =>
        new MysqlTransactions(dataSource, (tx) => ({
          accounts: new MysqlAccounts(tx, outbox, cipher, phones),
          sessions: new MysqlSessions(tx),
          refreshTokens: new MysqlRefreshTokens(tx),
          traces: new MysqlTraces(tx),
          drafts: new MysqlDrafts(tx),
          audit: { record: (entry: AuditEntry) => audit.record(tx, entry) },
        })),
    },
    { provide: Profiles, useClass: MysqlProfiles },
    { provide: DraftQueries, useClass: MysqlDraftQueries },
    {
      provide: PhoneIndex,
      inject: [UserConfig],
      useFactory: ({ blindIndexKey }: UserConfig) => new PhoneIndex(blindIndexKey),
    },
    { provide: UserDirectory, useClass: MysqlUserDirectory },
    { provide: RecentEnds, useClass: MysqlRecentEnds },
    { provide: Closings, useClass: MysqlClosings },
    {
      provide: OpenOrders,
      inject: [GrpcClients, UserConfig],
      useFactory: (clients: GrpcClients, { orderAddress }: UserConfig) =>
        new GrpcOpenOrders(
          clients.create<orderV1.OrderServiceClient>({
            package: 'order',
            service: orderV1.ORDER_SERVICE_NAME,
            address: orderAddress,
            deadlineMs: 3000,
          }),
        ),
    },
    { provide: LiveSessions, useClass: MysqlLiveSessions },
    { provide: EndedSessions, useClass: RedisEndedSessions },
    { provide: RefreshTokenSecrets, useClass: RandomRefreshTokens },
    {
      provide: AccessTokens,
      inject: [UserConfig],
      useFactory: ({ jwt }: UserConfig) => new RsaAccessTokens(jwt),
    },
    {
      provide: MiniProgramClient,
      inject: [UserConfig, Redis],
      useFactory: ({ wechat }: UserConfig, redis: Redis) => {
        const options = { ...wechat, timeoutMs: WECHAT_TIMEOUT_MS };
        const tokens = new WechatAccessTokens({ ...options, store: new RedisTokenStore(redis) });
        return new MiniProgramClient({ ...options, tokens });
      },
    },
    {
      provide: WechatUsers,
      inject: [MiniProgramClient],
      useFactory: (client: MiniProgramClient) => new MiniProgramUsers(client),
    },
    {
      provide: ContentCheck,
      inject: [MiniProgramClient, UserConfig],
      useFactory: (client: MiniProgramClient, { push }: UserConfig) =>
        new MiniProgramContentCheck(client, push.token !== undefined),
    },
    {
      provide: AvatarHosts,
      inject: [UserConfig],
      useFactory: ({ avatarHosts }: UserConfig): AvatarHosts => ({ names: avatarHosts }),
    },
  ],
  exports: [
    Profiles,
    DraftQueries,
    ContentCheck,
    IdentityTransactions,
    AccessTokens,
    EndedSessions,
    RefreshTokenSecrets,
    RefreshTokenRotation,
  ],
})
export class IdentityModule {}
