import { writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { runCommand } from '../local/process/run-command.ts';
import type { FuzzedSystem } from './fuzzed-system.ts';

export interface FuzzPart {
  role: 'user' | 'operator';
  seconds: number;
  seed: number;
  /** The file that gets all that Schemathesis says. */
  report: string;
}

export interface FuzzResult {
  passed: boolean;
  /** What failed, and the numbers. */
  summary: string;
}

const HERE = import.meta.dirname;
const GRACE_S = 120;
const OPERATIONS = '/api/v1/admin/';

/** Tries all operations of one side with all checks. */
export async function runSchemathesis(program: string, system: FuzzedSystem, part: FuzzPart): Promise<FuzzResult> {
  const { role, seconds, seed, report } = part;
  const args = [
    '--config-file',
    `${HERE}/schemathesis.toml`,
    'run',
    `${system.gatewayUrl}/openapi.json`,
    role === 'operator' ? '--include-path-regex' : '--exclude-path-regex',
    OPERATIONS,
    `--max-time=${seconds}`,
    `--seed=${seed}`,
    '--generation-database=none',
    '--no-color',
  ];
  const env = {
    ...process.env,
    PYTHONPATH: HERE,
    PYTHONDONTWRITEBYTECODE: '1',
    SCHEMATHESIS_HOOKS: 'hooks',
    FUZZ_ROLE: role,
    FUZZ_GATEWAY: system.gatewayUrl,
    FUZZ_SIMULATOR: system.simulatorUrl,
    FUZZ_WORLD: JSON.stringify(system.world),
  };
  const { code, output } = await runCommand(program, args, {
    env,
    cwd: dirname(report),
    timeoutMs: (seconds + GRACE_S) * 1000,
  });
  await writeFile(report, output);
  return { passed: code === 0, summary: summaryOf(output, code === 0) };
}

function summaryOf(output: string, passed: boolean): string {
  const from = output.search(passed ? /^=+ SUMMARY =+$/m : /^=+ (FAILURES|ERRORS) =+$/m);
  return from < 0 ? output.trim() : output.slice(from).trim();
}
