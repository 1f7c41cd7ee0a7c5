import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';

export interface DemoArguments {
  json: boolean;
  help: boolean;
  /** Addresses without a slash at the end. */
  base: string;
  simulator: string;
}

export const USAGE = `Plays the whole story of a buyer against a running system.

  npm run demo -- [--json] [--base URL] [--simulator URL]

  --base       the gateway (default: the one that npm start has started, else http://127.0.0.1:8080)
  --simulator  the simulated WeChat (default: likewise, else http://127.0.0.1:8090)
  --json       one JSON document instead of text

What only an operator can do is skipped unless OPERATOR_PASSWORD is set, or npm start runs the system.`;

interface Ports {
  gateway?: { port?: number };
  'wechat-simulator'?: { port?: number };
}

/** Reads the command line; throws when it has an option that is none, or an address that is none. */
export function demoArguments(args: string[], ports: Ports = {}): DemoArguments {
  const { values } = parseArgs({
    args,
    options: {
      json: { type: 'boolean', default: false },
      help: { type: 'boolean', short: 'h', default: false },
      base: { type: 'string', default: local(ports.gateway?.port ?? 8080) },
      simulator: { type: 'string', default: local(ports['wechat-simulator']?.port ?? 8090) },
    },
  });
  return { ...values, base: address('--base', values.base), simulator: address('--simulator', values.simulator) };
}

/** The ports that npm start has written down, if it runs. */
export function runningPorts(file: string): Ports {
  try {
    return (JSON.parse(readFileSync(file, 'utf8')) as { processes?: Ports }).processes ?? {};
  } catch {
    return {};
  }
}

function local(port: number): string {
  return `http://127.0.0.1:${port}`;
}

function address(option: string, text: string): string {
  if (URL.canParse(text) && /^https?:$/.test(new URL(text).protocol)) return text.replace(/\/+$/, '');
  throw new Error(`${option} must be like http://host:port, not ${JSON.stringify(text)}`);
}
