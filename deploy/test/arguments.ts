import { Failure } from '../local/process/failure.ts';

export const TIERS = ['unit', 'int', 'e2e'] as const;
export type Tier = (typeof TIERS)[number];

export interface TestArguments {
  tiers: Tier[];
  /** A MySQL to use instead of one of our own, without a database in the URL. */
  mysql: string | undefined;
  /** What is passed on to Jest. */
  jest: string[];
}

export const TEST_HELP = `npm test [-- [unit] [int] [e2e] [--mysql mysql://root:password@host:port] [what Jest understands]]

Runs the tests of all tiers, or of the named ones, against MySQL, Redis and Kafka of their own, which are started
for this run and removed after it. Paths and patterns select tests as with Jest.

  --mysql   use this MySQL or MariaDB instead; tests make and drop their own schemas in it`;

/** What was written after \`npm test --\`. */
export function parseTestArguments(args: string[]): TestArguments {
  const rest = [...args];
  const tiers: Tier[] = [];
  for (let tier = asTier(rest[0]); tier; tier = asTier(rest[0])) {
    tiers.push(tier);
    rest.shift();
  }
  return { tiers: tiers.length > 0 ? tiers : [...TIERS], mysql: takeMysql(rest), jest: rest };
}

function asTier(text: string | undefined): Tier | undefined {
  return TIERS.find((tier) => tier === text);
}

function takeMysql(rest: string[]): string | undefined {
  const index = rest.findIndex((argument) => argument === '--mysql' || argument.startsWith('--mysql='));
  if (index < 0) return undefined;
  const joined = rest[index]?.startsWith('--mysql=');
  const [flag, next] = rest.splice(index, joined ? 1 : 2);
  const url = joined ? flag?.slice('--mysql='.length) : next;
  if (url && URL.canParse(url) && new URL(url).protocol === 'mysql:') return url.replace(/\/+$/, '');
  throw new Failure(`--mysql needs a URL such as mysql://root:password@127.0.0.1:3306.`);
}
