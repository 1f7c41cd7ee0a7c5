import { userV1 } from '@minisuite/contracts';
import { requireOperator, requireSessionId } from '@minisuite/grpc';
import { Controller } from '@nestjs/common';
import type { TokenPair } from '../../../identity/app/token-pairs.js';
import { CreateOperator } from '../../app/create-operator.js';
import { ListOperators } from '../../app/list-operators.js';
import { LogIn } from '../../app/log-in.js';
import { LogOut } from '../../app/log-out.js';
import { ReplaceOperator } from '../../app/replace-operator.js';
import { SetOperatorPassword } from '../../app/set-operator-password.js';
import { Refresh } from '../../app/refresh.js';
import type { OperatorCard } from '../../domain/operator.js';
import { statusOf, toAccount } from './operator-mapper.js';

@Controller()
@userV1.OperatorServiceControllerMethods()
export class OperatorsController implements userV1.OperatorServiceController {
  constructor(
    private readonly logsIn: LogIn,
    private readonly refreshes: Refresh,
    private readonly logsOut: LogOut,
    private readonly lists: ListOperators,
    private readonly creates: CreateOperator,
    private readonly replaces: ReplaceOperator,
    private readonly setsPasswords: SetOperatorPassword,
  ) {}

  async logIn({ username, password }: userV1.LogInRequest): Promise<userV1.LogInResponse> {
    return toLoggedIn(await this.logsIn.run(username, password));
  }

  async refresh({ refreshToken }: userV1.RefreshRequest): Promise<userV1.RefreshResponse> {
    return toLoggedIn(await this.refreshes.run(refreshToken));
  }

  async logOut(_request: userV1.LogOutRequest): Promise<userV1.LogOutResponse> {
    await this.logsOut.run(requireOperator(), requireSessionId());
    return {};
  }

  async listOperators({ limit, cursor }: userV1.ListOperatorsRequest): Promise<userV1.ListOperatorsResponse> {
    requireOperator();
    const { items, nextCursor } = await this.lists.run(limit, cursor);
    return { operators: items.map(toAccount), nextCursor: nextCursor ?? '' };
  }

  async createOperator(request: userV1.CreateOperatorRequest): Promise<userV1.CreateOperatorResponse> {
    return { operator: toAccount(await this.creates.run(requireOperator().id, request)) };
  }

  async replaceOperator(request: userV1.ReplaceOperatorRequest): Promise<userV1.ReplaceOperatorResponse> {
    const status = statusOf(request.status);
    return { operator: toAccount(await this.replaces.run(requireOperator().id, { ...request, status })) };
  }

  async setOperatorPassword(request: userV1.SetOperatorPasswordRequest): Promise<userV1.SetOperatorPasswordResponse> {
    await this.setsPasswords.run(requireOperator().id, request.operatorId, request.password);
    return {};
  }
}

function toLoggedIn({ tokens, operator }: { tokens: TokenPair; operator: OperatorCard }): {
  tokens: userV1.Tokens;
  operator: userV1.Operator;
} {
  return { tokens: { ...tokens }, operator: { ...operator, roles: [...operator.roles] } };
}
