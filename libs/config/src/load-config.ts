import { readFileSync } from 'node:fs';
import { z } from 'zod';

/** Thrown when the environment is not a usable configuration; names every faulty variable and never shows a value. */
export class ConfigError extends Error {
  constructor(readonly faults: readonly string[]) {
    super(`The configuration is not usable:\n${faults.map((fault) => `  - ${fault}`).join('\n')}`);
    this.name = 'ConfigError';
  }
}

/** Parses environment variables into one typed object; `NAME_FILE` names a file that holds NAME. Throws ConfigError with all faults together. */
export function loadConfig<S extends z.ZodType>(schema: S, env: NodeJS.ProcessEnv): z.infer<S> {
  const { values, faults } = withFiles(env);
  const parsed = schema.safeParse(values);
  if (!parsed.success) {
    for (const issue of parsed.error.issues) faults.push(`${issue.path.join('.') || 'environment'}: ${issue.message}`);
  }
  if (faults.length > 0 || !parsed.success) throw new ConfigError(faults);
  return parsed.data;
}

/** Empty variables count as absent, because compose files and shells write absent ones as empty. */
function withFiles(env: NodeJS.ProcessEnv): { values: Record<string, string>; faults: string[] } {
  const values: Record<string, string> = {};
  const faults: string[] = [];
  for (const [name, value] of Object.entries(env)) {
    if (value === undefined || value === '') continue;
    const target = name.endsWith('_FILE') ? name.slice(0, -'_FILE'.length) : undefined;
    if (!target) {
      values[name] = value;
      continue;
    }
    try {
      values[target] ??= readFileSync(value, 'utf8').trim();
    } catch {
      faults.push(`${name}: the file cannot be read`);
    }
  }
  return { values, faults };
}
