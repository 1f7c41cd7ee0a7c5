import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { productionFaults } from './production-rules.js';

/** Thrown when the environment is not a usable configuration; names every faulty variable and never shows a value. */
export class ConfigError extends Error {
  constructor(readonly faults: readonly string[]) {
    super(`The configuration is not usable:\n${faults.map((fault) => `  - ${fault}`).join('\n')}`);
    this.name = 'ConfigError';
  }
}

/**
 * Parses environment variables into one typed object; `NAME_FILE` names a file that holds NAME. Throws ConfigError with all faults
 * together, among them what production refuses.
 */
export function loadConfig<S extends z.ZodType>(schema: S, env: NodeJS.ProcessEnv): z.infer<S> {
  const { values, unreadable } = withFiles(env);
  const parsed = schema.safeParse(values);
  const faults = productionFaults(values);
  for (const { path, message } of parsed.error?.issues ?? []) {
    const name = String(path[0] ?? 'environment');
    faults.push(
      `${name}: ${unreadable.has(name) ? `the file named by ${name}_FILE cannot be read` : explain(values, name, message)}`,
    );
  }
  if (faults.length > 0 || !parsed.success) throw new ConfigError(faults);
  return parsed.data;
}

function explain(values: Record<string, string>, name: string, message: string): string {
  return name === 'environment' || name in values ? message : 'is missing';
}

/** Empty variables count as absent, because compose files and shells write absent ones as empty. */
function withFiles(env: NodeJS.ProcessEnv): { values: Record<string, string>; unreadable: Set<string> } {
  const values: Record<string, string> = {};
  const unreadable = new Set<string>();
  for (const [name, value] of Object.entries(env)) {
    if (value === undefined || value === '') continue;
    values[name] = value;
    const target = name.endsWith('_FILE') ? name.slice(0, -'_FILE'.length) : '';
    if (!target || env[target]) continue;
    try {
      values[target] = readFileSync(value, 'utf8').trim();
    } catch {
      unreadable.add(target);
    }
  }
  return { values, unreadable };
}
