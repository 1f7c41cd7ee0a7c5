import { createPrivateKey, createPublicKey, createSecretKey, type KeyObject } from 'node:crypto';
import { isIP } from 'node:net';
import { z } from 'zod';
import { keyThumbprint } from './key-thumbprint.js';

/** A TCP port. */
export const port = (fallback: number) => z.coerce.number().int().min(0).max(65535).default(fallback);

/** A duration in whole seconds. */
export const seconds = (fallback: number) => z.coerce.number().int().positive().default(fallback);

/** `true` or `false`. */
export const flag = (fallback: boolean) =>
  z
    .enum(['true', 'false'])
    .default(fallback ? 'true' : 'false')
    .transform((value) => value === 'true');

/** A comma-separated list. */
export const list = () =>
  z.string().transform((text) =>
    text
      .split(',')
      .map((part) => part.trim())
      .filter(Boolean),
  );

/** `host:port` of a gRPC service. */
export const hostPort = () => z.string().regex(/^[\w.:/[\]-]+:\d+$/, 'must be host:port');

const urlOf = (...protocols: string[]) =>
  z.string().refine((text) => URL.canParse(text) && protocols.includes(new URL(text).protocol), {
    message: `must be a ${protocols.join(' or ')} URL`,
  });

/** `mysql://user:password@host:port/schema`, with `?tls=true` for an encrypted link. */
export const mysqlUrl = () =>
  urlOf('mysql:')
    .refine((text) => !URL.canParse(text) || new URL(text).pathname.length > 1, { message: 'must name a schema' })
    .refine((text) => /^(true|false)?$/.test(URL.parse(text)?.searchParams.get('tls') ?? ''), {
      message: 'must say tls=true or tls=false',
    })
    // The driver compares a certificate with a name only.
    .refine((text) => URL.parse(text)?.searchParams.get('tls') !== 'true' || !isAddress(new URL(text).hostname), {
      message: 'must have the name of its host, not an address, with tls=true',
    });

function isAddress(host: string): boolean {
  return isIP(host.replace(/^\[|\]$/g, '')) !== 0;
}

/** `redis://…` or `rediss://…`. */
export const redisUrl = () => urlOf('redis:', 'rediss:');

const WELL_KNOWN =
  /^(secret|password|changeme|change-me|default|admin|root|test|example|123456|minisuite|your[-_ ].*)/i;

/** A secret of at least `min` characters that is neither a well-known word nor made of a few repeated characters. */
export const secret = (min = 32) =>
  z
    .string()
    .min(min, `must have at least ${min} characters`)
    .refine((text) => !WELL_KNOWN.test(text), 'must not be a default value')
    .refine((text) => new Set(text).size >= Math.min(8, min), 'is too weak');

/** An RSA key in PEM; `\n` written as two characters is understood. */
export const pem = (kind: 'private' | 'public') =>
  z
    .string()
    .transform((text) => text.replaceAll('\\n', '\n'))
    .refine((text) => isRsa(text, kind), `must be a ${kind} RSA key of at least 2048 bits in PEM`);

const PEM_BLOCK = /-----BEGIN PUBLIC KEY-----[^-]+-----END PUBLIC KEY-----/g;
const MOST_KEYS = 4;

/** One to four public RSA keys in PEM, one after the other, by their RFC 7638 thumbprints: more than one while keys are rotated. */
export const publicKeys = () =>
  z
    .string()
    .transform((text) => text.replaceAll('\\n', '\n').match(PEM_BLOCK) ?? [])
    .refine(
      (blocks) => blocks.length >= 1 && blocks.length <= MOST_KEYS && blocks.every((block) => isRsa(block, 'public')),
      `must be 1 to ${MOST_KEYS} public RSA keys of at least 2048 bits in PEM`,
    )
    .transform(
      (blocks): ReadonlyMap<string, string> =>
        new Map(blocks.map((block) => [keyThumbprint(createPublicKey(block)), block])),
    );

function isRsa(text: string, kind: 'private' | 'public'): boolean {
  try {
    const key = kind === 'private' ? createPrivateKey(text) : createPublicKey(text);
    return key.asymmetricKeyType === 'rsa' && (key.asymmetricKeyDetails?.modulusLength ?? 0) >= 2048;
  } catch {
    return false;
  }
}

const DATA_KEY = /^([\w-]{1,16}):([A-Za-z0-9+/]{43}=)$/;

/** AES-256 keys as `<id>:<base64 of 32 bytes>`, one to four of them separated by commas; the first is the one that encrypts. */
export const dataKeys = () =>
  z
    .string()
    .transform((text) => text.split(',').map((part) => DATA_KEY.exec(part.trim()) ?? []))
    .refine(
      (parts) =>
        parts.length <= MOST_KEYS &&
        new Set(parts.map(([, id]) => id)).size === parts.length &&
        parts.every(([, id, key]) => id !== undefined && key !== undefined && isRandom(Buffer.from(key, 'base64'))),
      `must be 1 to ${MOST_KEYS} different keys like 2026-11:<base64 of 32 random bytes>`,
    )
    .transform((parts): { current: string; keys: ReadonlyMap<string, KeyObject> } => ({
      current: parts[0]?.[1] ?? '',
      keys: new Map(parts.map(([, id = '', key = '']) => [id, createSecretKey(Buffer.from(key, 'base64'))])),
    }));

/** A key of 32 random bytes in base64. */
export const randomKey = () =>
  z
    .string()
    .refine(
      (text) => /^[A-Za-z0-9+/]{43}=$/.test(text) && isRandom(Buffer.from(text, 'base64')),
      'must be the base64 of 32 random bytes',
    )
    .transform((text): KeyObject => createSecretKey(Buffer.from(text, 'base64')));

// Of 32 random bytes at least 20 differ, but for one case in 10^9.
function isRandom(bytes: Buffer): boolean {
  return new Set(bytes).size >= 20;
}

/** The base URL of a WeChat API. */
export const wechatUrl = (fallback: string) => z.url({ protocol: /^https?$/ }).default(fallback);
