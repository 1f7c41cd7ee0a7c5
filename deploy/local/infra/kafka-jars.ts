import { copyFile, mkdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { Failure } from '../process/failure.ts';
import { runCommand } from '../process/run-command.ts';

const POM = join(import.meta.dirname, '../kafka/pom.xml');

/** True when the jars that the pom names have been downloaded to this folder. */
export async function hasKafkaJars(kafkaDir: string): Promise<boolean> {
  const marker = join(kafkaDir, 'libs', 'complete');
  if (!existsSync(marker)) return false;
  return (await stat(marker)).mtimeMs >= (await stat(POM)).mtimeMs;
}

/** Lets Maven copy the broker's jars to `<kafkaDir>/libs`. */
export async function downloadKafkaJars(mvn: string, kafkaDir: string, signal?: AbortSignal): Promise<void> {
  const fresh = join(kafkaDir, 'libs.new');
  await rm(fresh, { recursive: true, force: true });
  await mkdir(fresh, { recursive: true });
  // Maven wants to write beside the pom, and the clone should stay as it was.
  await copyFile(POM, join(kafkaDir, 'pom.xml'));
  const args = ['-B', '-q', '-f', join(kafkaDir, 'pom.xml'), 'dependency:copy-dependencies'];
  const result = await runCommand(mvn, [...args, '-DincludeScope=runtime', `-DoutputDirectory=${fresh}`], { signal });
  if (result.code !== 0) {
    const log = join(kafkaDir, 'maven.log');
    await writeFile(log, result.output);
    throw new Failure(
      `Kafka could not be downloaded by Maven (see ${log}): check the network and try again, or set KAFKA_BROKERS to a running broker.`,
    );
  }
  await rm(join(kafkaDir, 'libs'), { recursive: true, force: true });
  await writeFile(join(fresh, 'complete'), '');
  await rename(fresh, join(kafkaDir, 'libs'));
}
