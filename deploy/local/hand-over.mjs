// Runs on any Node from 20 with nothing installed: brings the dependencies, then hands over to the pinned Node.
import { spawn, spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { watchParent } from './watch-parent.mjs';

const ROOT = join(dirname(fileURLToPath(import.meta.url)), '../..');
const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'];
const PINNED_MAJOR = 24;

/** Runs a TypeScript file of this repository by the pinned Node and ends as it ends. */
export async function handOver(script, args) {
  const major = Number(process.versions.node.split('.')[0]);
  if (major < 20) {
    fail(`This needs Node 20 or newer, and this is Node ${process.versions.node}: get one from nodejs.org.`);
  }
  if (!installed()) await install();
  // Kafka's client makes a harmless negative timeout, of which newer Nodes warn.
  const flags = ['--disable-warning=TimeoutNegativeWarning'];
  // The channel tells the child when this process is killed, so that it does not stay behind.
  const stdio = ['inherit', 'inherit', 'inherit', 'ipc'];
  process.exit(await run(pinnedNode(), [...flags, join(ROOT, script), ...args], stdio));
}

/** Runs a program to its end, passes signals on to it, and gives its exit code. */
function run(command, args, stdio) {
  const child = spawn(command, args, { cwd: ROOT, stdio });
  const pass = (signal) => child.kill(signal);
  for (const signal of SIGNALS) process.on(signal, pass);
  const unwatch = watchParent(() => child.kill('SIGTERM'));
  return new Promise((resolve) => {
    const end = (code) => {
      for (const signal of SIGNALS) process.off(signal, pass);
      unwatch();
      resolve(code);
    };
    child.once('error', (error) => fail(error.message));
    child.once('exit', (code) => end(code ?? 1));
  });
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

async function install() {
  console.log('Installing the dependencies (npm ci)');
  // Without a network npm would otherwise try for minutes.
  const patience = ['--fetch-retries=1', '--fetch-retry-mintimeout=1000', '--fetch-retry-maxtimeout=5000'];
  const args = ['ci', '--no-audit', '--no-fund', '--prefer-offline', '--loglevel=error', ...patience];
  const stdio = ['ignore', 'inherit', 'inherit'];
  const npm = process.env.npm_execpath;
  const code = npm?.endsWith('.js')
    ? await run(process.execPath, [npm, ...args], stdio)
    : await run('npm', args, stdio);
  if (code !== 0) {
    fail('The dependencies could not be installed: see what npm says above, check the network, and try again.');
  }
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
