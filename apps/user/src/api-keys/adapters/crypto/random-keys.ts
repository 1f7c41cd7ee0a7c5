import { createHash, randomBytes } from 'node:crypto';
import { type NewKey, NewKeys } from '../../app/ports.js';

const PREFIX_LENGTH = 10;

export class RandomKeys extends NewKeys {
  next(): NewKey {
    const text = `msk_${randomBytes(32).toString('base64url')}`;
    return { text, hash: createHash('sha256').update(text).digest('hex'), prefix: text.slice(0, PREFIX_LENGTH) };
  }
}
