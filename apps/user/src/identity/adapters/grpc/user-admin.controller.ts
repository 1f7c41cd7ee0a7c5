import { userV1 } from '@minisuite/contracts';
import { requireOperator } from '@minisuite/grpc';
import { DomainError } from '@minisuite/kernel';
import { Controller } from '@nestjs/common';
import { CloseAccount } from '../../app/close-account.js';
import { ListUsers } from '../../app/list-users.js';
import { UserDirectory } from '../../app/ports.js';
import { ReplaceProfile } from '../../app/replace-profile.js';
import { SetUserStatus } from '../../app/set-user-status.js';
import { entityId } from '../../domain/entity-id.js';
import { UserNotFound } from '../../domain/identity-errors.js';
import { fromStatus, toAccount } from './user-admin-mapper.js';

@Controller()
@userV1.UserAdminServiceControllerMethods()
export class UserAdminController implements userV1.UserAdminServiceController {
  constructor(
    private readonly lists: ListUsers,
    private readonly directory: UserDirectory,
    private readonly sets: SetUserStatus,
    private readonly replaces: ReplaceProfile,
    private readonly closes: CloseAccount,
  ) {}

  async listAccounts(request: userV1.ListAccountsRequest): Promise<userV1.ListAccountsResponse> {
    requireOperator();
    const filter = { status: fromStatus(request.status), phone: request.phone || null };
    const { items, nextCursor } = await this.lists.run(filter, request.limit, request.cursor);
    return { accounts: items.map(toAccount), nextCursor: nextCursor ?? '' };
  }

  async getAccount({ userId }: userV1.GetAccountRequest): Promise<userV1.GetAccountResponse> {
    requireOperator();
    const card = await this.directory.find(entityId(userId, 'userId'));
    if (!card) throw new UserNotFound();
    return { account: toAccount(card) };
  }

  async setAccountStatus(request: userV1.SetAccountStatusRequest): Promise<userV1.SetAccountStatusResponse> {
    requireOperator();
    const status = fromStatus(request.status);
    if (status !== 'ACTIVE' && status !== 'DISABLED') {
      throw new DomainError('invalid', 'VALIDATION_FAILED', 'The user is not valid.', [
        { path: 'status', message: 'must be ACTIVE or DISABLED' },
      ]);
    }
    return { account: toAccount(await this.sets.run({ ...request, status })) };
  }

  async replaceProfile(request: userV1.ReplaceProfileRequest): Promise<userV1.ReplaceProfileResponse> {
    requireOperator();
    return { account: toAccount(await this.replaces.run(request)) };
  }

  async closeAccountFor({ userId, reason }: userV1.CloseAccountForRequest): Promise<userV1.CloseAccountForResponse> {
    requireOperator();
    return { account: toAccount(await this.closes.runFor(userId, reason)) };
  }
}
