import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { readEnvFile } from './env-file.ts';

describe('readEnvFile', () => {
  let dir = '';
  beforeAll(async () => {
    dir = await mkdtemp(join(tmpdir(), 'env-file-'));
  });
  afterAll(() => rm(dir, { recursive: true }));

  it('reads plain, quoted and multi-line values', async () => {
    const path = join(dir, 'merchant.env');
    await writeFile(path, '# from the console\nID=wx1\nKEY="-----BEGIN\\nabc\\n-----END\\n"\nEMPTY=\n');
    expect(await readEnvFile(path)).toEqual({ ID: 'wx1', KEY: '-----BEGIN\nabc\n-----END\n' });
  });

  it('finds nothing in a file that is not there', async () => {
    expect(await readEnvFile(join(dir, 'none'))).toEqual({});
  });
});
