import { execFile } from 'node:child_process';
import { link, mkdtemp, open, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { eventually } from '@minisuite/testing';
import { Logger } from '@nestjs/common';
import { type Texts, WatchedFiles } from '../src/index.js';

type Name = 'cert' | 'key';

let folder: string;
let files: Texts<Name>;
let used: Texts<Name>[];
let complaints: string[];
let watched: WatchedFiles<Name>;

beforeEach(async () => {
  folder = await mkdtemp(join(process.env['TEST_DIR'] ?? tmpdir(), 'watched-'));
  files = { cert: join(folder, 'cert'), key: join(folder, 'key') };
  [used, complaints] = [[], []];
  await write({ cert: 'c1', key: 'k1' });
  const error = (message: string) => complaints.push(message);
  Logger.overrideLogger({ log: () => {}, warn: () => {}, error });
});
afterEach(async () => {
  watched.stop();
  Logger.overrideLogger(false);
  await rm(folder, { recursive: true });
});

const write = (texts: Partial<Texts<Name>>) =>
  Promise.all(Object.entries(texts).map(([name, text]) => writeFile(files[name as Name], text)));
const watch = (everyMs?: number) => {
  const use = (texts: Texts<Name>) => {
    if (texts.cert === 'bad') throw new Error('it is bad');
    used.push(texts);
  };
  watched = new WatchedFiles({ files, texts: { cert: 'c1', key: 'k1' }, use, everyMs });
};

describe('watched files', () => {
  it('are used when one of them has changed, and not again before the next change', async () => {
    watch();
    await watched.readAgain();
    expect(used).toEqual([]);
    await write({ key: 'k2' });
    for (const _ of ['first', 'second']) await watched.readAgain();
    expect(used).toEqual([{ cert: 'c1', key: 'k2' }]);
  });

  it('are read again by themselves', async () => {
    watch(5);
    await write({ cert: 'c2', key: 'k2' });
    await eventually('they are used', async () => used.at(-1)?.cert === 'c2' && used.at(-1)?.key === 'k2');
  });

  it('that are read slowly are not used after newer ones', async () => {
    const [pipe, key] = [join(folder, 'pipe'), files.key];
    await promisify(execFile)('mkfifo', [pipe]);
    await rm(key);
    await link(pipe, key);
    watch();
    const early = watched.readAgain();
    // Opens when there is a reader, who then waits for what is written.
    const writer = await open(pipe, 'w');
    await rm(key);
    await write({ cert: 'c2', key: 'k2' });
    const late = watched.readAgain();
    // Who does not wait for the first reader is done by then.
    for (let time = 0; time < 20; time += 1) await readFile(key);
    await writer.writeFile('k1');
    await writer.close();
    await Promise.all([early, late]);
    expect(used.at(-1)).toEqual({ cert: 'c2', key: 'k2' });
  });

  it('change nothing while they cannot be used, which is complained of once for each fault', async () => {
    watch();
    await write({ cert: 'bad' });
    for (const _ of ['first', 'second']) await watched.readAgain();
    expect(complaints).toEqual([expect.stringContaining('it is bad')]);
    await rm(files.key);
    for (const _ of ['first', 'second']) await watched.readAgain();
    expect(complaints).toEqual([expect.stringContaining('it is bad'), expect.stringContaining('ENOENT')]);
    expect(used).toEqual([]);
    await write({ cert: 'c2', key: 'k2' });
    await watched.readAgain();
    expect(used).toEqual([{ cert: 'c2', key: 'k2' }]);
    await write({ cert: 'bad' });
    await watched.readAgain();
    expect(complaints).toHaveLength(3);
  });
});
