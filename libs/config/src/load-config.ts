import { readFileSync, statSync } from 'node:fs';
import { z } from 'zod';
import { linkFaults } from './link-rules.js';
import { productionFaults } from './production-rules.js';
import { tlsFaults } from './tls-files.js';

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
  const { values, unreadable, open } = withFiles(env);
  const parsed = schema.safeParse(values);
  const known = variablesOf(schema);
  const faults = [
    ...productionFaults(values, open),
    ...linkFaults(values, known),
    ...(known.has('GRPC_TLS_CERT_FILE') ? tlsFaults(values, unreadable) : []),
  ];
  for (const { path, message } of parsed.error?.issues ?? []) {
    const name = String(path[0] ?? 'environment');
    faults.push(
      `${name}: ${unreadable.has(name) ? `the file named by ${name}_FILE cannot be read` : explain(values, name, message)}`,
    );
  }
  if (faults.length > 0 || !parsed.success) throw new ConfigError(faults);
  return parsed.data;
}

/** The variables that a schema reads. */
function variablesOf(schema: unknown): ReadonlySet<string> {
  if (schema instanceof z.ZodPipe) return variablesOf(schema.in);
  return new Set(schema instanceof z.ZodObject ? Object.keys(schema.shape) : []);
}

function explain(values: Record<string, string>, name: string, message: string): string {
  return name === 'environment' || name in values ? message : 'is missing';
}

// Other programs have variables that end in _FILE too, like SSL_CERT_FILE.
const SECRET = /^(?!.*PUBLIC).*(KEY|SECRET|PASSWORD|CREDENTIAL|_URL$)/;
// Their group may read them: that is how a cluster hands a secret to a process that is not root.
const FOR_OTHERS = 0o007;

interface Files {
  readonly values: Record<string, string>;
  readonly unreadable: ReadonlySet<string>;
  /** Secrets whose files everybody on the machine may read or write. */
  readonly open: ReadonlySet<string>;
}

/** Empty variables count as absent, because compose files and shells write absent ones as empty. */
function withFiles(env: NodeJS.ProcessEnv): Files {
  const values: Record<string, string> = {};
  const unreadable = new Set<string>();
  const open = new Set<string>();
  for (const [name, value] of Object.entries(env)) {
    if (value === undefined || value === '') continue;
    values[name] = value;
    const target = name.endsWith('_FILE') ? name.slice(0, -'_FILE'.length) : '';
    if (!target || env[target]) continue;
    try {
      values[target] = readFileSync(value, 'utf8').trim();
      if (SECRET.test(target) && statSync(value).mode & FOR_OTHERS) open.add(target);
    } catch {
      unreadable.add(target);
    }
  }
  return { values, unreadable, open };
}
