import { randomUUID } from 'node:crypto';
import { link, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import type { MerchantAccount } from '../../domain/merchant-account.js';
import { merchantEnv } from '../../domain/merchant-env.js';
import { generateAccount } from './generate-account.js';

const certified = z.object({ serial: z.string(), privateKey: z.string(), certificate: z.string() });
const accountSchema = z.object({
  appId: z.string(),
  appSecret: z.string(),
  mchId: z.string(),
  apiV3Key: z.string().length(32),
  merchant: certified,
  platform: certified,
  publicKey: z.object({ id: z.string(), privateKey: z.string(), publicKey: z.string() }),
  templates: z.object({
    orderPaid: z.object({ id: z.string(), title: z.string(), keys: z.array(z.string()) }),
  }),
});

/** Reads the account of this state directory, or makes one at the first start; `merchant.env` is written each time. */
export async function openAccount(stateDir: string, now: Date): Promise<MerchantAccount> {
  await mkdir(stateDir, { recursive: true, mode: 0o700 });
  const file = join(stateDir, 'keys.json');
  const account = (await readAccount(file)) ?? (await createAccount(file, now));
  const temporary = join(stateDir, `.merchant.env.${randomUUID()}`);
  await writeFile(temporary, merchantEnv(account), { mode: 0o600 });
  await rename(temporary, merchantEnvFile(stateDir));
  return account;
}

export function merchantEnvFile(stateDir: string): string {
  return join(stateDir, 'merchant.env');
}

async function readAccount(file: string): Promise<MerchantAccount | undefined> {
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
  try {
    return accountSchema.parse(JSON.parse(text));
  } catch {
    throw new Error(`${file} is damaged: delete it to get new keys`);
  }
}

/** A hard link appears whole or not at all and never replaces another: of two first starts, both use the first one's keys. */
async function createAccount(file: string, now: Date): Promise<MerchantAccount> {
  const made = await generateAccount(now);
  const temporary = `${file}.${randomUUID()}`;
  await writeFile(temporary, JSON.stringify(made, null, 2), { mode: 0o600 });
  try {
    await link(temporary, file);
    return made;
  } catch (error) {
    const first = await readAccount(file);
    if (first === undefined) throw error;
    return first;
  } finally {
    await rm(temporary);
  }
}
