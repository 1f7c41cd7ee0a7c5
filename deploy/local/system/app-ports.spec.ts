import { createServer, type AddressInfo } from 'node:net';
import { describe, expect, it } from '@jest/globals';
import { anyFreePorts, APPS, demandFreePorts, portsFromEnvironment } from './app-ports.ts';

describe('ports of the applications', () => {
  it('are the usual ones unless a variable says otherwise', () => {
    const ports = portsFromEnvironment({ PORT_GATEWAY: '18080', ADMIN_PORT_SIMULATOR: '19105' });
    expect(ports.gateway).toEqual({ port: 18_080, adminPort: 9_100 });
    expect(ports['wechat-simulator']).toEqual({ port: 8_090, adminPort: 19_105 });
    expect(ports.user.port).toBe(50_051);
  });

  it('must be numbers', () => {
    expect(() => portsFromEnvironment({ PORT_USER: 'http' })).toThrow('PORT_USER is "http"');
    expect(() => portsFromEnvironment({ PORT_USER: '70000' })).toThrow('a number from 1 to 65535');
  });

  it('are all different when any will do', async () => {
    const ports = await anyFreePorts();
    const all = APPS.flatMap((app) => [ports[app].port, ports[app].adminPort]);
    expect(new Set(all).size).toBe(APPS.length * 2);
  });

  it('are refused with the name of the variable when one is taken', async () => {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const ports = await anyFreePorts();
    ports.order.adminPort = (server.address() as AddressInfo).port;
    await expect(demandFreePorts(ports)).rejects.toThrow(/in use by another program.*ADMIN_PORT_ORDER=/s);
    await new Promise((resolve) => server.close(resolve));
  });

  it('are refused when two applications were given the same', async () => {
    const ports = await anyFreePorts();
    ports.user.port = ports.gateway.port;
    await expect(demandFreePorts(ports)).rejects.toThrow('is given to two applications; change PORT_USER');
  });
});
