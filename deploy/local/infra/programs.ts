import { mkdir } from 'node:fs/promises';
import { Failure } from '../process/failure.ts';
import { findProgram } from '../process/find-program.ts';
import { canInstall, installPackages, missingProgramsAdvice } from './install-packages.ts';
import { findJava, OLDEST_JAVA } from './java.ts';
import { downloadKafkaJars, hasKafkaJars } from './kafka-jars.ts';
import { findMysql } from './mysql-program.ts';
import { findRedis } from './redis-program.ts';
import type { ServerName } from './server-program.ts';

export interface Programs {
  mysql?: string;
  redis?: string;
  java?: string;
  mvn?: string;
}

interface Missing {
  program: string;
  debianPackage: string;
}

/** The programs that the wished servers need, installed from the distribution where that is possible. */
export async function needPrograms(
  names: ServerName[],
  kafkaDir: string,
  onProgress: (text: string) => void,
): Promise<Programs> {
  const found = await findPrograms();
  const missing = await missingFor(names, found, kafkaDir);
  if (missing.length === 0) return found;
  const packages = missing.map(({ debianPackage }) => debianPackage);
  const programs = missing.map(({ program }) => program);
  if (!canInstall()) throw new Failure(missingProgramsAdvice(programs, packages));
  await installPackages(packages, onProgress);
  const now = await findPrograms();
  const still = await missingFor(names, now, kafkaDir);
  if (still.length === 0) return now;
  throw new Failure(
    missingProgramsAdvice(
      still.map(({ program }) => program),
      packages,
    ),
  );
}

/** Brings the broker's jars when they are not there yet. */
export async function needKafkaJars(mvn: string | undefined, kafkaDir: string): Promise<void> {
  if (await hasKafkaJars(kafkaDir)) return;
  if (!mvn) throw new Failure('Kafka has to be downloaded by Maven, which is missing: install maven.');
  await mkdir(kafkaDir, { recursive: true });
  await downloadKafkaJars(mvn, kafkaDir);
}

async function findPrograms(): Promise<Programs> {
  return { mysql: findMysql(), redis: findRedis(), java: await findJava(), mvn: findProgram('mvn') };
}

async function missingFor(names: ServerName[], found: Programs, kafkaDir: string): Promise<Missing[]> {
  const missing: Missing[] = [];
  if (names.includes('mysql') && !found.mysql) missing.push({ program: 'MySQL', debianPackage: 'mariadb-server' });
  if (names.includes('redis') && !found.redis) missing.push({ program: 'Redis', debianPackage: 'redis-server' });
  if (names.includes('kafka')) {
    if (!found.java) missing.push({ program: `Java ${OLDEST_JAVA}`, debianPackage: 'default-jre-headless' });
    if (!found.mvn && !(await hasKafkaJars(kafkaDir))) missing.push({ program: 'Maven', debianPackage: 'maven' });
  }
  return missing;
}
