import { type DynamicModule, Global, Module } from '@nestjs/common';
import type { DataKeys } from './data-keys.js';
import { FieldCipher } from './field-cipher.js';

/** Gives a service its FieldCipher. */
@Global()
@Module({})
export class EncryptionModule {
  static with(keys: DataKeys): DynamicModule {
    return {
      module: EncryptionModule,
      providers: [{ provide: FieldCipher, useValue: new FieldCipher(keys) }],
      exports: [FieldCipher],
    };
  }
}
