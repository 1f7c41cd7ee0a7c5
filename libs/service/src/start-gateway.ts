import 'reflect-metadata';
import type { ProcessSettings } from '@minisuite/config';
import { type DynamicModule, Module, type Type } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import type { Logger } from 'pino';
import { goLive } from './go-live.js';
import { Health } from './health.js';
import { listenWidely } from './listen-widely.js';
import { createLogger, nestLogger } from './logger.js';
import { ServiceModule } from './service.module.js';
import { type Command, runOrExit } from './start-service.js';

/** What every HTTP process is told: how to log, and where to listen. */
export interface GatewaySettings {
  readonly process: ProcessSettings;
  readonly http: { readonly host: string; readonly port: number };
}

/** What makes an HTTP process; `prepare` sets up the Fastify application before it listens. */
export interface GatewayDefinition<C extends GatewaySettings> {
  readonly name: string;
  readonly config: () => C;
  readonly module: (config: C) => DynamicModule | Type;
  readonly fastify?: (config: C) => ConstructorParameters<typeof FastifyAdapter>[0];
  readonly prepare?: (app: NestFastifyApplication, config: C) => Promise<void>;
  readonly commands?: Readonly<Record<string, Command<C>>>;
}

@Module({})
class RootModule {}

/** Starts an HTTP process, or runs the command named by the first argument; exits with 1 and one clear message when it cannot. */
export async function startGateway<C extends GatewaySettings>(definition: GatewayDefinition<C>): Promise<void> {
  await runOrExit(definition, async (config) => {
    const logger = createLogger(definition.name, config.process);
    const health = new Health();
    const app = await createGateway(definition, config, { logger, health });
    await listenWidely(app, config.http);
    await goLive(app, { name: definition.name, settings: config.process, logger, health, port: config.http.port });
  });
}

/** Builds the application of an HTTP process without listening; tests run it inside themselves. */
export async function createGateway<C extends GatewaySettings>(
  definition: Pick<GatewayDefinition<C>, 'module' | 'fastify' | 'prepare'>,
  config: C,
  { logger, health }: { logger: Logger; health: Health },
): Promise<NestFastifyApplication> {
  const root = { module: RootModule, imports: [ServiceModule.with(health), definition.module(config)] };
  const app = await NestFactory.create<NestFastifyApplication>(root, new FastifyAdapter(definition.fastify?.(config)), {
    logger: nestLogger(logger),
    abortOnError: false,
    bodyParser: false,
  });
  await definition.prepare?.(app, config);
  return app;
}
