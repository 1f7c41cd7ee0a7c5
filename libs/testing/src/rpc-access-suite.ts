import { credentials } from '@grpc/grpc-js';
import { loadSync } from '@grpc/proto-loader';
import type * as Jest from '@jest/globals';
import { LOADER_OPTIONS, operationsRules, PACKAGES, type RpcRules, type ServiceName } from '@minisuite/grpc';
import { RawCaller } from './raw-caller.js';
import { CALLERS, type Origin, refusedAttempts } from './refused-attempts.js';
import { type CertPaths, presenting, testCertificates } from './test-certificates.js';

// Not imported: programs that are not run by Jest import this library too, and Jest lets nobody else import its functions.
const { afterAll, beforeAll, expect, it } = globalThis as unknown as Pick<
  typeof Jest,
  'afterAll' | 'beforeAll' | 'expect' | 'it'
>;

/** A service that runs with certificates. */
export interface GuardedService {
  readonly port: number;
  readonly credential: string;
  stop(): Promise<void>;
}

/**
 * Walks every rpc in the proto files of a service: each has a rule, and is refused to a caller without encryption, certificate or
 * credential, with a certificate of a strange authority, to each process that is not named, and on behalf of whom it is not for.
 */
export function rpcAccessSuite(
  service: ServiceName,
  rules: RpcRules,
  start: (tls: CertPaths) => Promise<GuardedService>,
): void {
  const declared: RpcRules = { ...operationsRules, ...rules };
  const served = servedRpcs(service);
  let callers: ReadonlyMap<Origin, RawCaller>;
  let running: GuardedService;

  beforeAll(async () => {
    const [files, strange] = await Promise.all([testCertificates(), testCertificates()]);
    running = await start(files.pathsOf(service));
    const { ca } = files.pathsOf('gateway');
    const known = CALLERS.map((name) => [name, presenting(ca, files.pathsOf(name))] as const);
    const presented = new Map([
      ...known,
      ['plain', credentials.createInsecure()] as const,
      ['without', presenting(ca)] as const,
      ['strange', presenting(ca, strange.pathsOf('gateway'))] as const,
    ]);
    const address = `127.0.0.1:${running.port}`;
    callers = new Map(Array.from(presented, ([origin, shown]) => [origin, new RawCaller(address, shown)]));
  });
  afterAll(async () => {
    for (const caller of callers.values()) caller.close();
    await running.stop();
  });

  it('declares every rpc of its proto files, and no other', () => {
    const names = Object.entries(declared).flatMap(([name, rpcs]) => Object.keys(rpcs).map((rpc) => `${name}.${rpc}`));
    expect(names.toSorted()).toEqual(served.map(({ name }) => name).toSorted());
  });

  it.each(served)('$name is for those alone who are named', async ({ name, path, isShared }) => {
    const [of = '', rpc = ''] = name.split('.');
    const rule = declared[of]?.[rpc];
    if (!rule) throw new Error('is not declared');
    const outcomes: { from: Origin; outcome: string }[] = [];
    const expected: { from: Origin; outcome: unknown }[] = [];
    for (const { from, fields, refusal } of refusedAttempts(rule, running.credential)) {
      outcomes.push({ from, outcome: (await callers.get(from)?.call(path, fields)) ?? 'not called' });
      // A service need not serve what all could serve, and then nobody is answered.
      expected.push({
        from,
        outcome: expect.stringMatching(isShared ? `^(${refusal}|UNIMPLEMENTED)$` : `^${refusal}$`),
      });
    }
    expect(outcomes).toEqual(expected);
  });
}

interface ServedRpc {
  /** As rules name it, like `UserService.getProfile`. */
  readonly name: string;
  readonly path: string;
  /** Whether it is of the package that every service may serve. */
  readonly isShared: boolean;
}

function servedRpcs(service: ServiceName): ServedRpc[] {
  return ([service, 'operations'] as const).flatMap((owner) =>
    Object.entries(loadSync(PACKAGES[owner].files, LOADER_OPTIONS)).flatMap(([fullName, definition]) =>
      Object.entries(definition)
        .filter(([, value]) => isMethod(value))
        .map(([rpc]) => ({
          name: `${fullName.split('.').at(-1)}.${rpc.charAt(0).toLowerCase()}${rpc.slice(1)}`,
          path: `/${fullName}/${rpc}`,
          isShared: owner === 'operations',
        })),
    ),
  );
}

function isMethod(value: unknown): boolean {
  return typeof value === 'object' && value !== null && 'requestStream' in value;
}
