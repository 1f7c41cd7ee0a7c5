import { Failure } from '../../local/process/failure.ts';
import type { LocalFiles } from './local-files.ts';

/** Where the gateway is and who asks it. */
export interface GatewaySettings {
  /** Without a slash at the end. */
  readonly url: string;
  readonly username: string;
  readonly password: string;
}

const USUAL_PORT = 8080;
const LOOPBACK = /^(localhost|127(\.\d+){3}|\[::1\])$/;

/** The gateway and the operator that the environment names, else those of `npm start`. */
export function gatewaySettings(env: NodeJS.ProcessEnv, local: LocalFiles): GatewaySettings {
  const url = (env['GATEWAY_URL'] || `http://127.0.0.1:${local.gatewayPort ?? USUAL_PORT}`).replace(/\/+$/, '');
  const parsed = URL.parse(url);
  if (!parsed || !/^https?:$/.test(parsed.protocol) || parsed.username || parsed.password) {
    throw new Failure('GATEWAY_URL must be like https://shop.example.');
  }
  const username = env['OPERATOR_USERNAME'] || local.operator?.username || 'admin';
  // The password of the system on this machine is nothing that another machine should hear.
  const password = env['OPERATOR_PASSWORD'] || (LOOPBACK.test(parsed.hostname) && local.operator?.password);
  if (!password) {
    throw new Failure(
      `The password of the operator ${username} at ${url} is not known: set OPERATOR_PASSWORD, or start the system with npm start.`,
    );
  }
  return { url, username, password };
}
