import { createHash } from 'node:crypto';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { canInstall, installPackages } from '../local/infra/install-packages.ts';
import { Failure } from '../local/process/failure.ts';
import { findProgram } from '../local/process/find-program.ts';
import { lastLines, runCommand } from '../local/process/run-command.ts';

const REQUIREMENTS = join(import.meta.dirname, 'requirements.txt');
const PACKAGES = ['python3', 'python3-venv'];

/** The path of the pinned Schemathesis, installed into a Python environment of its own unless it is there. */
export async function needSchemathesis(dir: string, progress: (text: string) => void): Promise<string> {
  const program = join(dir, 'bin/schemathesis');
  const wanted = createHash('sha256')
    .update(await readFile(REQUIREMENTS))
    .digest('hex');
  const stamp = join(dir, 'requirements.sha256');
  if ((await readFile(stamp, 'utf8').catch(() => '')) === wanted) return program;
  await rm(dir, { recursive: true, force: true });
  await mkdir(dir, { recursive: true });
  progress('a Python environment');
  await makeEnvironment(dir, progress);
  progress('pip install');
  await demand(join(dir, 'bin/python'), [
    '-m',
    'pip',
    'install',
    '--quiet',
    '--disable-pip-version-check',
    '-r',
    REQUIREMENTS,
  ]);
  // Written last: an interrupted installation is begun anew.
  await writeFile(stamp, wanted);
  return program;
}

async function makeEnvironment(dir: string, progress: (text: string) => void): Promise<void> {
  const make = async () => {
    const python = findProgram('python3');
    return python !== undefined && (await runCommand(python, ['-m', 'venv', dir])).code === 0;
  };
  if (await make()) return;
  if (!canInstall()) throw new Failure(`Python 3 with venv is needed: install ${PACKAGES.join(' and ')}.`);
  await installPackages(PACKAGES, progress);
  if (!(await make())) throw new Failure(`Python cannot make an environment in ${dir}.`);
}

async function demand(command: string, args: string[]): Promise<void> {
  const { code, output } = await runCommand(command, args);
  if (code !== 0)
    throw new Failure(`Schemathesis cannot be installed; check the network and try again:\n${lastLines(output, 4)}`);
}
