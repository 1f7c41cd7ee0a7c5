import { createServer } from 'node:http';
import { text } from 'node:stream/consumers';

type Answer = (query: URLSearchParams, body: Record<string, unknown>) => object;

/** WeChat's HTTP interface as far as a test gives answers, by path; counts the calls. */
export async function startWechatServer(answers: Record<string, Answer>) {
  const calls: string[] = [];
  const server = createServer(async (request, response) => {
    const url = new URL(request.url ?? '/', 'http://wechat');
    calls.push(url.pathname);
    const body = await text(request);
    const answer = answers[url.pathname]?.(url.searchParams, body ? JSON.parse(body) : {}) ?? { errcode: -1 };
    response.end(JSON.stringify(answer));
  });
  const port = await new Promise<number>((resolve) => {
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      resolve(typeof address === 'object' && address ? address.port : 0);
    });
  });
  return {
    baseUrl: `http://127.0.0.1:${port}`,
    callsTo: (path: string) => calls.filter((call) => call === path).length,
    stop: () => server.close(),
  };
}
