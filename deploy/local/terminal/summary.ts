import { formatDuration, formatTable } from './format.ts';

export interface SummaryInput {
  elapsedMs: number;
  gatewayUrl: string;
  simulatorUrl: string;
  grpcPorts: [string, number][];
  servers: [string, string][];
  credentialsPath: string;
  logDir: string;
}

/** What to know when everything runs, on less than one screen. */
export function summary(input: SummaryInput): string {
  const { gatewayUrl, simulatorUrl } = input;
  const places = formatTable([
    ['REST API', `${gatewayUrl}/api/v1`],
    ['Swagger', `${gatewayUrl}/docs`],
    ['Simulated WeChat', simulatorUrl],
    ['gRPC', input.grpcPorts.map(([name, port]) => `${name} ${port}`).join(', ')],
    ['Servers', input.servers.map(([name, text]) => `${name} ${text}`).join(', ')],
    ['Credentials', input.credentialsPath],
    ['Logs', input.logDir],
  ]);
  return `
Minisuite is ready after ${formatDuration(input.elapsedMs)}.

${places.join('\n')}

Try next, in another terminal:
  npm run demo
  curl ${gatewayUrl}/api/v1/products?limit=3

Ctrl-C stops everything.
`;
}
