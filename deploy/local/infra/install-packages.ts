import { existsSync } from 'node:fs';
import { rm, writeFile } from 'node:fs/promises';
import { Failure } from '../process/failure.ts';
import { findProgram } from '../process/find-program.ts';
import { lastLines, runCommand } from '../process/run-command.ts';

const POLICY = '/usr/sbin/policy-rc.d';
const WAIT_FOR_LOCK = ['-o', 'DPkg::Lock::Timeout=120'];

/** True when packages can be installed without asking anybody: Debian or Ubuntu, as root. */
export function canInstall(): boolean {
  return process.getuid?.() === 0 && findProgram('apt-get') !== undefined;
}

/** Installs Debian packages and keeps them from starting services of their own. */
export async function installPackages(packages: string[], onProgress: (text: string) => void): Promise<void> {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const apt = (args: string[]): ReturnType<typeof runCommand> =>
    runCommand('apt-get', [...WAIT_FOR_LOCK, ...args], { env, onLine: (line) => onProgress(line.slice(0, 60)) });

  // Debian asks this script before it starts a service; 101 means "not now".
  const ownPolicy = !existsSync(POLICY);
  if (ownPolicy) await writeFile(POLICY, '#!/bin/sh\nexit 101\n', { mode: 0o755 });
  try {
    onProgress('apt-get update');
    await apt(['update', '-qq']);
    onProgress(`apt-get install ${packages.join(' ')}`);
    const result = await apt(['install', '-y', '--no-install-recommends', ...packages]);
    if (result.code !== 0) {
      throw new Failure(
        `apt-get could not install ${packages.join(', ')}; check the network and try again:\n${lastLines(result.output, 4)}`,
      );
    }
  } finally {
    if (ownPolicy) await rm(POLICY, { force: true });
  }
}

/** The one sentence for a machine on which nothing can be installed by us. */
export function missingProgramsAdvice(missing: string[], packages: string[]): string {
  const how = findProgram('apt-get')
    ? `run "sudo apt-get install -y ${packages.join(' ')}"`
    : findProgram('brew')
      ? 'run "brew install mariadb redis openjdk maven"'
      : `install ${missing.join(', ')}`;
  return `${missing.join(', ')} not found on this machine: ${how}, or start Docker, or set MYSQL_ADMIN_URL, REDIS_URL and KAFKA_BROKERS to servers that you have.`;
}
