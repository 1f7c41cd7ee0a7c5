// Runs on any Node from 20 with nothing installed: brings the dependencies, then hands over to the pinned Node.
import { spawn, spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { watchParents } from './watch-parents.mjs';

const ROOT = join(dirname(fileURLToPath(import.meta.url)), '../..');
const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'];
const PINNED_MAJOR = 24;

/** Runs a TypeScript file of this repository by the pinned Node and ends as it ends. */
export function handOver(script, args) {
  const major = Number(process.versions.node.split('.')[0]);
  if (major < 20)
    fail(`This needs Node 20 or newer, and this is Node ${process.versions.node}: get one from nodejs.org.`);
  if (!installed()) install();
  // Kafka's client makes a harmless negative timeout, of which newer Nodes warn.
  const flags = ['--disable-warning=TimeoutNegativeWarning'];
  const child = spawn(pinnedNode(), [...flags, join(ROOT, script), ...args], {
    cwd: ROOT,
    // The channel tells the child when this process is killed, so that it does not stay behind.
    stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
  });
  watchParents(() => child.kill('SIGTERM'));
  for (const signal of SIGNALS) process.on(signal, () => child.kill(signal));
  child.once('error', (error) => fail(error.message));
  child.once('exit', (code) => process.exit(code ?? 1));
}

// Versions are compared, not file times: a checkout touches files without changing what has to be installed.
function installed() {
  const wanted = packagesIn('package-lock.json');
  const present = packagesIn('node_modules/.package-lock.json');
  if (!wanted || !present) return false;
  return Object.entries(wanted).every(
    ([path, { version, optional }]) => path === '' || optional || present[path]?.version === version,
  );
}

function packagesIn(file) {
  try {
    return JSON.parse(readFileSync(join(ROOT, file), 'utf8')).packages;
  } catch {
    return undefined;
  }
}

function install() {
  console.log('Installing the dependencies (npm ci)');
  const npm = process.env.npm_execpath;
  // Without a network npm would otherwise try for minutes.
  const patience = ['--fetch-retry-mintimeout=1000', '--fetch-retry-maxtimeout=5000'];
  const args = ['ci', '--no-audit', '--no-fund', '--prefer-offline', ...patience];
  const options = { cwd: ROOT, stdio: ['ignore', 'inherit', 'inherit'] };
  const { status } = npm?.endsWith('.js')
    ? spawnSync(process.execPath, [npm, ...args], options)
    : spawnSync('npm', args, options);
  if (status !== 0)
    fail('The dependencies could not be installed: see what npm says above, check the network, and try again.');
}

function pinnedNode() {
  const pinned = join(ROOT, 'node_modules/.bin/node');
  for (const node of [pinned, process.execPath]) {
    const { stdout } = spawnSync(node, ['--version'], { encoding: 'utf8' });
    if (stdout?.startsWith(`v${PINNED_MAJOR}.`)) return node;
  }
  return fail(
    `Node ${PINNED_MAJOR} is missing in node_modules: remove node_modules and try again with install scripts allowed.`,
  );
}

function fail(sentence) {
  console.error(sentence);
  process.exit(1);
}
