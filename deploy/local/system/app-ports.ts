import { isPortFree, freePorts } from '../process/ports.ts';
import { Failure } from '../process/failure.ts';

export const SERVICES = ['user', 'order', 'payment', 'message'] as const;
export const APPS = ['gateway', ...SERVICES, 'wechat-simulator'] as const;

export type ServiceName = (typeof SERVICES)[number];
export type AppName = (typeof APPS)[number];
export type AppPorts = Record<AppName, { port: number; adminPort: number }>;

const DEFAULTS: AppPorts = {
  gateway: { port: 8080, adminPort: 9100 },
  user: { port: 50051, adminPort: 9101 },
  order: { port: 50052, adminPort: 9102 },
  payment: { port: 50053, adminPort: 9103 },
  message: { port: 50054, adminPort: 9104 },
  'wechat-simulator': { port: 8090, adminPort: 9105 },
};

/** The names of the two variables that move an application to other ports. */
export function portVariables(app: AppName): { port: string; adminPort: string } {
  const name = app === 'wechat-simulator' ? 'SIMULATOR' : app.toUpperCase();
  return { port: `PORT_${name}`, adminPort: `ADMIN_PORT_${name}` };
}

/** The usual ports, each overridable by its variable. */
export function portsFromEnvironment(env: NodeJS.ProcessEnv): AppPorts {
  const entries = APPS.map((app) => {
    const names = portVariables(app);
    const usual = DEFAULTS[app];
    return [
      app,
      { port: readPort(env, names.port, usual.port), adminPort: readPort(env, names.adminPort, usual.adminPort) },
    ];
  });
  return Object.fromEntries(entries) as AppPorts;
}

/** Ports that nobody uses, for systems beside the usual one. */
export async function anyFreePorts(): Promise<AppPorts> {
  const ports = await freePorts(APPS.length * 2);
  return Object.fromEntries(
    APPS.map((app, index) => [app, { port: ports[index * 2], adminPort: ports[index * 2 + 1] }]),
  ) as AppPorts;
}

/** Refuses with one sentence when another program holds one of the ports. */
export async function demandFreePorts(ports: AppPorts): Promise<void> {
  const taken = new Set<number>();
  for (const app of APPS) {
    for (const kind of ['port', 'adminPort'] as const) {
      const port = ports[app][kind];
      const variable = portVariables(app)[kind];
      if (taken.has(port)) throw new Failure(`Port ${port} is given to two applications; change ${variable}.`);
      taken.add(port);
      if (await isPortFree(port)) continue;
      throw new Failure(
        `Port ${port} (${app}) is in use by another program: stop that program, or choose another port with ${variable}=${port + 10_000 <= 65_535 ? port + 10_000 : port - 1_000} npm start.`,
      );
    }
  }
}

function readPort(env: NodeJS.ProcessEnv, name: string, usual: number): number {
  const text = env[name];
  if (!text) return usual;
  const port = Number(text);
  if (Number.isInteger(port) && port > 0 && port < 65_536) return port;
  throw new Failure(`${name} is "${text}", but a port is a number from 1 to 65535.`);
}
