import { createServer, type Server, type ServerResponse } from 'node:http';
import type { ProcessSettings } from '@minisuite/config';
import type { Health } from './health.js';
import { metrics } from './metrics.js';

/** Serves /healthz, /readyz and /metrics on the admin port; rejects when the port cannot be had. */
export function startAdminServer(settings: ProcessSettings, health: Health): Promise<Server> {
  const server = createServer((request, response) => {
    void answer(request.url ?? '/', response, health);
  });
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(settings.adminPort, settings.adminHost, () => resolve(server));
  });
}

async function answer(url: string, response: ServerResponse, health: Health): Promise<void> {
  try {
    if (url === '/healthz') return json(response, 200, { status: 'ok' });
    if (url === '/readyz') {
      const report = await health.report();
      return json(response, report.ready ? 200 : 503, report);
    }
    if (url === '/metrics') {
      const text = await metrics().metrics();
      response.writeHead(200, { 'content-type': metrics().contentType }).end(text);
      return;
    }
    return json(response, 404, { status: 'not found' });
  } catch {
    json(response, 500, { status: 'failed' });
  }
}

function json(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}
