import { codeOf, stepAt } from '../src/operators/domain/totp.js';
import { type OperatorLogin, PASSWORD, type RunningOperators } from './running-operators.js';

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

export const STEP_MS = 30_000;

export interface Somebody {
  readonly name: string;
  readonly login: OperatorLogin;
}

/** Operators with and without an authenticator app, made by an admin. */
export function operatorsWithApps(run: RunningOperators, admin: OperatorLogin) {
  let number = 0;

  async function somebody(roles = ['support']): Promise<Somebody> {
    const name = `someone-${++number}`;
    const request = { username: name, displayName: '某人', roles, password: PASSWORD };
    await run.as(admin, (rpcs) => rpcs.createOperator(request));
    return { name, login: await run.logIn(PASSWORD, name) };
  }

  /** What an app shows that was given the secret. */
  function appOf(secret: string) {
    const bits = [...secret].map((letter) => ALPHABET.indexOf(letter).toString(2).padStart(5, '0'));
    const bytes = bits.join('').match(/.{8}/g) ?? [];
    const key = Buffer.from(bytes.map((byte) => Number.parseInt(byte, 2)));
    const code = (off = 0) => codeOf(key, stepAt(run.clock.now()) + off);
    const wrong = () => {
      const near = [-1, 0, 1].map(code);
      return ['000000', '111111', '222222', '333333'].find((guess) => !near.includes(guess)) ?? '';
    };
    return { key, code, wrong };
  }

  const enrol = ({ login }: Somebody) => run.as(login, (rpcs) => rpcs.enrolTotp({}));
  const confirm = ({ login }: Somebody, code: string) => run.as(login, (rpcs) => rpcs.confirmTotp({ code }));
  const turnOff = ({ login }: Somebody, code: string) => run.as(login, (rpcs) => rpcs.turnOffTotp({ code }));
  const reset = ({ login: { operator } }: Somebody, by = admin) =>
    run.as(by, (rpcs) => rpcs.resetTotp({ operatorId: operator.id }));
  const logIn = ({ name }: Somebody, totp = '', password = PASSWORD) => run.logIn(password, name, totp);

  /** Somebody whose logins need a code, in a step of which no code was used. */
  async function withApp(roles?: string[]) {
    const who = await somebody(roles);
    const app = appOf((await enrol(who)).secret);
    const { recoveryCodes } = await confirm(who, app.code());
    run.clock.advance(STEP_MS);
    return { who, app, recoveryCodes };
  }

  return { somebody, appOf, withApp, enrol, confirm, turnOff, reset, logIn };
}
