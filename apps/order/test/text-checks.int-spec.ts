import {
  loadPackageDefinition,
  type Metadata,
  Server,
  ServerCredentials,
  type ServerUnaryCall,
  type ServiceClientConstructor,
} from '@grpc/grpc-js';
import { loadSync } from '@grpc/proto-loader';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { userV1 } from '@minisuite/contracts';
import { grpcClient, LOADER_OPTIONS, PACKAGES, statusOf } from '@minisuite/grpc';
import { DomainError, type ErrorKind } from '@minisuite/kernel';
import { RequestContext } from '@minisuite/service';
import { GrpcTextChecks } from '../src/content/adapters/clients/grpc-text-checks.js';

type Call = ServerUnaryCall<userV1.CheckTextRequest, unknown>;

const server = new Server();
const asked: { request: userV1.CheckTextRequest; metadata: Metadata }[] = [];
let answer: string | DomainError = '';
let client: ReturnType<typeof grpcClient<userV1.ContentServiceClient>>;
let checks: GrpcTextChecks;

beforeAll(async () => {
  const loaded = loadPackageDefinition(loadSync(PACKAGES.user.files, LOADER_OPTIONS)) as unknown as {
    minisuite: { user: { v1: { ContentService: ServiceClientConstructor } } };
  };
  server.addService(loaded.minisuite.user.v1.ContentService.service, {
    CheckText: ({ request, metadata }: Call, done: (error: object | null, answered?: object) => void) => {
      asked.push({ request, metadata });
      if (answer instanceof DomainError) done(statusOf(answer));
      else done(null, { verdict: `TEXT_VERDICT_${answer}` });
    },
  });
  const port = await new Promise<number>((resolve, reject) => {
    server.bindAsync('127.0.0.1:0', ServerCredentials.createInsecure(), (error, bound) =>
      error ? reject(error) : resolve(bound),
    );
  });
  client = grpcClient<userV1.ContentServiceClient>({
    package: 'user',
    service: userV1.CONTENT_SERVICE_NAME,
    address: `127.0.0.1:${port}`,
    from: { name: 'order', credential: 'a-credential-for-tests-0123456789' },
    deadlineMs: 20_000,
  });
  checks = new GrpcTextChecks(client);
});
afterAll(() => {
  client.close();
  server.forceShutdown();
});

const refusal = (kind: ErrorKind) => new DomainError(kind, 'NO', 'no');
const verdictWhen = async (answered: string | DomainError) => {
  answer = answered;
  return await checks.verdictOn('7', '好茶');
};

describe('asking the user service about a text', () => {
  it('lets pass what WeChat lets pass, and nothing else', async () => {
    expect(await verdictWhen('PASS')).toBe('PASSED');
    expect(await verdictWhen('REVIEW')).toBe('REJECTED');
    expect(await verdictWhen('RISKY')).toBe('REJECTED');
    expect(await verdictWhen('UNSPECIFIED')).toBe('REJECTED');
  });

  it('rejects what will never be checked: its author has left, or it is none', async () => {
    expect(await verdictWhen(refusal('not_found'))).toBe('REJECTED');
    expect(await verdictWhen(refusal('invalid'))).toBe('REJECTED');
  });

  it('says nothing while nobody can say', async () => {
    await expect(verdictWhen(refusal('unavailable'))).rejects.toMatchObject({ kind: 'unavailable' });
    await expect(verdictWhen(refusal('exhausted'))).rejects.toMatchObject({ kind: 'exhausted' });
  });

  it('is done in the name of the service, about the author', async () => {
    asked.length = 0;
    await RequestContext.run({ requestId: 'r', userId: '8' }, () => verdictWhen('PASS'));
    expect(asked[0]?.request).toEqual({ userId: '7', scene: 'TEXT_SCENE_COMMENT', text: '好茶' });
    expect(asked[0]?.metadata.get('x-user-id')).toEqual([]);
    expect(asked[0]?.metadata.get('x-request-id')).toEqual(['r']);
  });
});
