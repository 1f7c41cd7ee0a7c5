import { userV1 } from '@minisuite/contracts';
import { requireOperator, requireSessionId } from '@minisuite/grpc';
import { Controller } from '@nestjs/common';
import type { TokenPair } from '../../../identity/app/token-pairs.js';
import { LogIn } from '../../app/log-in.js';
import { LogOut } from '../../app/log-out.js';
import { Refresh } from '../../app/refresh.js';
import type { OperatorCard } from '../../domain/operator.js';

@Controller()
@userV1.OperatorServiceControllerMethods()
export class OperatorsController implements userV1.OperatorServiceController {
  constructor(
    private readonly logsIn: LogIn,
    private readonly refreshes: Refresh,
    private readonly logsOut: LogOut,
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
}

function toLoggedIn({ tokens, operator }: { tokens: TokenPair; operator: OperatorCard }): {
  tokens: userV1.Tokens;
  operator: userV1.Operator;
} {
  return { tokens: { ...tokens }, operator: { ...operator, roles: [...operator.roles] } };
}
