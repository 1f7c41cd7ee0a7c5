import { userV1 } from '@minisuite/contracts';
import { requireOperator, requireSessionId } from '@minisuite/grpc';
import { Controller } from '@nestjs/common';
import type { TokenPair } from '../../../identity/app/token-pairs.js';
import { ConfirmTotp } from '../../app/confirm-totp.js';
import { CreateOperator } from '../../app/create-operator.js';
import { EnrolTotp } from '../../app/enrol-totp.js';
import { ListOperators } from '../../app/list-operators.js';
import { LogIn } from '../../app/log-in.js';
import { LogOut } from '../../app/log-out.js';
import { ReplaceOperator } from '../../app/replace-operator.js';
import { ResetTotp } from '../../app/reset-totp.js';
import { SetOperatorPassword } from '../../app/set-operator-password.js';
import { Refresh } from '../../app/refresh.js';
import { TurnOffTotp } from '../../app/turn-off-totp.js';
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
    private readonly enrols: EnrolTotp,
    private readonly confirms: ConfirmTotp,
    private readonly turnsOff: TurnOffTotp,
    private readonly resets: ResetTotp,
  ) {}

  async logIn({ username, password, totp }: userV1.LogInRequest): Promise<userV1.LogInResponse> {
    return toLoggedIn(await this.logsIn.run(username, password, totp));
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

  enrolTotp(_request: userV1.EnrolTotpRequest): Promise<userV1.EnrolTotpResponse> {
    return this.enrols.run(requireOperator().id);
  }

  async confirmTotp({ code }: userV1.ConfirmTotpRequest): Promise<userV1.ConfirmTotpResponse> {
    return { recoveryCodes: await this.confirms.run(requireOperator().id, code) };
  }

  async turnOffTotp({ code }: userV1.TurnOffTotpRequest): Promise<userV1.TurnOffTotpResponse> {
    await this.turnsOff.run(requireOperator().id, code);
    return {};
  }

  async resetTotp({ operatorId }: userV1.ResetTotpRequest): Promise<userV1.ResetTotpResponse> {
    await this.resets.run(requireOperator().id, operatorId);
    return {};
  }
}

function toLoggedIn({ tokens, operator }: { tokens: TokenPair; operator: OperatorCard }): {
  tokens: userV1.Tokens;
  operator: userV1.Operator;
} {
  return { tokens: { ...tokens }, operator: { ...operator, roles: [...operator.roles] } };
}
