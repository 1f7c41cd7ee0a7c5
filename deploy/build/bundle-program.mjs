// Bundles one program as the applications are bundled: node deploy/build/bundle-program.mjs <folder of main.ts> <folder of main.js>
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';
import { rspackDefaultsFactory } from '@nestjs/cli/lib/compiler/defaults/rspack-defaults.js';
import configure from './rspack.config.mjs';

const { rspack } = createRequire(import.meta.url)('@rspack/core');
const root = join(import.meta.dirname, '../..');
const [from = '.', to = 'dist'] = process.argv.slice(2).map((path) => resolve(path));

const options = configure(rspackDefaultsFactory(from, '.', 'main', false, join(root, 'tsconfig.base.json'), {}, true));

rspack({ ...options, context: root, output: { ...options.output, path: to } }, (error, stats) => {
  if (!error && !stats.hasErrors()) return;
  console.error(error ?? stats.toString({ colors: false, modules: false, assets: false, chunks: false }));
  process.exitCode = 1;
});
