import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { wipe } from './wipe.ts';

describe('wipe', () => {
  let dir = '';
  beforeAll(async () => {
    dir = await mkdtemp(join(tmpdir(), 'wipe-'));
  });
  afterAll(() => rm(dir, { recursive: true, force: true }));

  it('removes the data and keeps the downloaded broker', async () => {
    for (const path of ['mysql/data', 'kafka/libs', 'kafka/data', 'logs']) {
      await mkdir(join(dir, path), { recursive: true });
    }
    for (const path of ['secrets.json', 'start.lock', 'kafka/libs/kafka.jar']) await writeFile(join(dir, path), '');
    await wipe(dir);
    expect((await readdir(dir)).toSorted()).toEqual(['kafka', 'start.lock']);
    expect(await readdir(join(dir, 'kafka'))).toEqual(['libs']);
  });

  it('has nothing to do in a new clone', async () => {
    await expect(wipe(join(dir, 'none'))).resolves.toBeUndefined();
  });
});
