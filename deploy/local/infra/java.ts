import { findProgram } from '../process/find-program.ts';
import { runCommand } from '../process/run-command.ts';

/** The oldest Java that runs the broker. */
export const OLDEST_JAVA = 17;

/** The major version in what `java -version` says; undefined when that is no Java. */
export function javaMajor(output: string): number | undefined {
  const match = /version "(?:1\.)?(\d+)/.exec(output);
  return match ? Number(match[1]) : undefined;
}

/** A Java that is new enough, from JAVA_HOME or PATH. */
export async function findJava(): Promise<string | undefined> {
  const home = process.env.JAVA_HOME;
  const candidates = [home ? `${home}/bin/java` : undefined, findProgram('java')];
  for (const java of candidates) {
    if (!java) continue;
    const { code, output } = await runCommand(java, ['-version'], { timeoutMs: 10_000 });
    if (code === 0 && (javaMajor(output) ?? 0) >= OLDEST_JAVA) return java;
  }
  return undefined;
}
