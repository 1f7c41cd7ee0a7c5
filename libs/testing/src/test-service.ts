import type { DynamicModule, Provider, Type } from '@nestjs/common';
import type { MicroserviceOptions } from '@nestjs/microservices';
import { ServiceModule } from '@minisuite/service';
import { Test, type TestingModuleBuilder } from '@nestjs/testing';
import type { INestApplicationContext, INestMicroservice } from '@nestjs/common';

/** A service that runs inside a test, on real servers. */
export interface TestService {
  readonly app: INestApplicationContext;
  get<T>(token: Type<T> | (abstract new (...args: never[]) => T) | string | symbol): T;
  stop(): Promise<void>;
}

/** Starts a service module, with some providers replaced (remote ports, clock), listening on gRPC when `server` is given. */
export async function startTestService(
  module: DynamicModule | Type,
  {
    replace = [],
    server,
  }: { replace?: { provide: Provider | unknown; useValue: unknown }[]; server?: MicroserviceOptions } = {},
): Promise<TestService> {
  let builder: TestingModuleBuilder = Test.createTestingModule({ imports: [ServiceModule.with(), module] });
  for (const { provide, useValue } of replace) builder = builder.overrideProvider(provide).useValue(useValue);
  const compiled = await builder.compile();
  compiled.useLogger(false);
  const app: INestApplicationContext = server ? compiled.createNestMicroservice<MicroserviceOptions>(server) : compiled;
  await (server ? (app as INestMicroservice).listen() : app.init());
  return {
    app,
    get: (token) => app.get(token as never),
    stop: () => app.close(),
  };
}
