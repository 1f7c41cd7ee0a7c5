import { type DynamicModule, Global, Module } from '@nestjs/common';
import { Clock } from '@minisuite/kernel';
import { openAccount } from './adapters/files/account-files.js';
import { MerchantAccount } from './domain/merchant-account.js';

@Global()
@Module({})
export class AccountModule {
  static with(stateDir: string): DynamicModule {
    return {
      module: AccountModule,
      providers: [
        { provide: MerchantAccount, inject: [Clock], useFactory: (clock: Clock) => openAccount(stateDir, clock.now()) },
      ],
      exports: [MerchantAccount],
    };
  }
}
