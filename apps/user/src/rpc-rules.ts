import type { userV1 } from '@minisuite/contracts';
import { forAnybody, forOperator, forService, forUser, type RulesOf } from '@minisuite/grpc';

/** Who may call which rpc of this service; nobody else may. */
export const rpcRules = {
  UserService: {
    loginWithWechat: forAnybody('gateway'),
    refreshSession: forAnybody('gateway'),
    listSessions: forUser('gateway'),
    endSession: forUser('gateway'),
    getProfile: forUser('gateway'),
    updateProfile: forUser('gateway'),
    batchGetUsers: forAnybody('gateway'),
    bindPhone: forUser('gateway'),
    listAddresses: forUser('gateway'),
    getAddress: forUser('gateway', 'order'),
    createAddress: forUser('gateway'),
    updateAddress: forUser('gateway'),
    deleteAddress: forUser('gateway'),
    exportAccount: forUser('gateway'),
    closeAccount: forUser('gateway'),
    // An openid is WeChat's name of a user: the edge has no use for it.
    getWechatIdentity: forAnybody('payment', 'message'),
  } satisfies RulesOf<userV1.UserServiceController>,
  ContentService: {
    checkText: forService('order'),
  } satisfies RulesOf<userV1.ContentServiceController>,
  PushService: {
    verifyPushUrl: forAnybody('gateway'),
    handlePush: forAnybody('gateway'),
  } satisfies RulesOf<userV1.PushServiceController>,
  UserAdminService: {
    listAccounts: forOperator('gateway'),
    getAccount: forOperator('gateway'),
    setAccountStatus: forOperator('gateway'),
    replaceProfile: forOperator('gateway'),
    closeAccountFor: forOperator('gateway'),
  } satisfies RulesOf<userV1.UserAdminServiceController>,
  ApiKeyService: {
    authenticateApiKey: forAnybody('gateway'),
    listApiKeys: forOperator('gateway'),
    getApiKey: forOperator('gateway'),
    createApiKey: forOperator('gateway'),
    replaceApiKey: forOperator('gateway'),
    rotateApiKey: forOperator('gateway'),
    revokeApiKey: forOperator('gateway'),
  } satisfies RulesOf<userV1.ApiKeyServiceController>,
  OperatorService: {
    logIn: forAnybody('gateway'),
    refresh: forAnybody('gateway'),
    logOut: forOperator('gateway'),
    listOperators: forOperator('gateway'),
    createOperator: forOperator('gateway'),
    replaceOperator: forOperator('gateway'),
    setOperatorPassword: forOperator('gateway'),
    enrolTotp: forOperator('gateway'),
    confirmTotp: forOperator('gateway'),
    turnOffTotp: forOperator('gateway'),
    resetTotp: forOperator('gateway'),
  } satisfies RulesOf<userV1.OperatorServiceController>,
};
