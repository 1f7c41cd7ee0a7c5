import 'reflect-metadata';
import type { ProcessSettings } from '@minisuite/config';
import { ConfigError } from '@minisuite/config';
import { type DynamicModule, Module, type Type } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { MicroserviceOptions } from '@nestjs/microservices';
import { goLive } from './go-live.js';
import { Health } from './health.js';
import { createLogger, nestLogger } from './logger.js';
import { ServiceModule } from './service.module.js';

/** A one-shot task of a service, like `migrate`: it runs instead of the service and the process ends. */
export type Command<C> = (config: C) => Promise<void>;

/** What makes a process: its configuration, its module, how it is reached, and its one-shot commands. */
export interface ServiceDefinition<C extends { process: ProcessSettings }> {
  readonly name: string;
  readonly config: () => C;
  readonly module: (config: C) => DynamicModule | Type;
  readonly server: (config: C) => MicroserviceOptions;
  readonly commands?: Readonly<Record<string, Command<C>>>;
}

@Module({})
class RootModule {}

/** Starts a gRPC service, or runs the command named by the first argument; exits with 1 and one clear message when it cannot. */
export async function startService<C extends { process: ProcessSettings }>(
  definition: ServiceDefinition<C>,
): Promise<void> {
  await runOrExit(definition, async (config) => {
    const logger = createLogger(definition.name, config.process);
    const health = new Health();
    const root = { module: RootModule, imports: [ServiceModule.with(health), definition.module(config)] };
    const app = await NestFactory.createMicroservice<MicroserviceOptions>(root, {
      ...definition.server(config),
      logger: nestLogger(logger),
      abortOnError: false,
    });
    await app.listen();
    await goLive(app, { name: definition.name, settings: config.process, logger, health });
  });
}

/** Runs a start function, or the command the process was asked for, and turns any failure into one readable exit. */
export async function runOrExit<C extends { process: ProcessSettings }>(
  definition: {
    readonly name: string;
    readonly config: () => C;
    readonly commands?: Readonly<Record<string, Command<C>>>;
  },
  start: (config: C) => Promise<void>,
): Promise<void> {
  try {
    const config = definition.config();
    const name = process.argv[2];
    if (name === undefined) return await start(config);
    const command = definition.commands?.[name];
    if (!command) throw new Error(`${definition.name} has no command ${JSON.stringify(name)}`);
    await command(config);
    process.exit(0);
  } catch (error) {
    const text =
      error instanceof ConfigError
        ? error.message
        : error instanceof Error
          ? (error.stack ?? error.message)
          : String(error);
    process.stderr.write(`${definition.name} cannot start. ${text}\n`);
    process.exit(1);
  }
}
