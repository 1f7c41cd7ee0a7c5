export type { DataKeys } from './data-keys.js';
export { EncryptionModule } from './encryption.module.js';
export { FieldCipher, type Place, SealBroken } from './field-cipher.js';
export { reencryptCommand } from './reencrypt-command.js';
export { Reencryption, type ReencryptionResult, type SealedTable } from './reencryption.js';
