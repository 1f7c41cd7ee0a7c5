import { type DynamicModule, Module } from '@nestjs/common';
import { ConsoleController } from './adapters/http/console.controller.js';
import { ObservationController } from './adapters/http/observation.controller.js';
import { UserController } from './adapters/http/user.controller.js';
import { WorldController } from './adapters/http/world.controller.js';
import { AnswerSubscribeDialog } from './app/answer-subscribe-dialog.js';
import { ForgetEverything } from './app/forget-everything.js';
import { IssueCodes } from './app/issue-codes.js';

@Module({})
export class ControlModule {
  /** The features that it stands beside: their state is what it shows and changes. */
  static beside(...features: NonNullable<DynamicModule['imports']>): DynamicModule {
    return {
      module: ControlModule,
      imports: features,
      controllers: [UserController, ConsoleController, ObservationController, WorldController],
      providers: [IssueCodes, AnswerSubscribeDialog, ForgetEverything],
    };
  }
}
