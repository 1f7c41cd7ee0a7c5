import { z } from 'zod';

/** What a process is linked to over a network. */
export const LINKS = ['grpc', 'mysql', 'redis', 'kafka'] as const;

/** Links that may be unencrypted in production, because their network is nobody else's, like that of containers on one machine. */
export const acceptedLinks = () =>
  z
    .string()
    .default('')
    .transform(namesIn)
    .pipe(z.array(z.enum(LINKS, { error: `must be some of ${LINKS.join(', ')}` })));

type Env = Readonly<Record<string, string>>;

interface Rule {
  readonly link: (typeof LINKS)[number];
  /** The variable that decides; a process that does not read it has no such link. */
  readonly setting: string;
  readonly remedy: string;
  isOpen(env: Env): boolean;
}

const RULES: readonly Rule[] = [
  { link: 'grpc', setting: 'GRPC_TLS_CERT_FILE', remedy: 'must be set', isOpen: (env) => !env['GRPC_TLS_CERT_FILE'] },
  {
    link: 'mysql',
    setting: 'DATABASE_URL',
    remedy: 'must end in ?tls=true',
    isOpen: (env) => URL.parse(env['DATABASE_URL'] ?? '')?.searchParams.get('tls') !== 'true',
  },
  { link: 'redis', setting: 'REDIS_URL', remedy: 'must be rediss', isOpen: (env) => !isRediss(env['REDIS_URL']) },
  {
    link: 'redis',
    setting: 'EVENTS_REDIS_URL',
    remedy: 'must be rediss',
    // Events go where everything goes that is in Redis when it is not set.
    isOpen: (env) => isOverRedis(env) && 'EVENTS_REDIS_URL' in env && !isRediss(env['EVENTS_REDIS_URL']),
  },
  {
    link: 'kafka',
    setting: 'KAFKA_TLS',
    remedy: 'must be true',
    isOpen: (env) => !isOverRedis(env) && env['KAFKA_TLS'] !== 'true',
  },
];

/** What production refuses: links of a process that reads the variables `known`, are not encrypted and not in UNENCRYPTED_LINKS. */
export function linkFaults(env: Env, known: ReadonlySet<string>): string[] {
  if (env['NODE_ENV'] !== 'production') return [];
  const accepted = new Set(namesIn(env['UNENCRYPTED_LINKS'] ?? ''));
  return RULES.filter(({ link, setting, isOpen }) => known.has(setting) && !accepted.has(link) && isOpen(env)).map(
    ({ link, setting, remedy }) => `${setting}: ${remedy} in production, unless UNENCRYPTED_LINKS names ${link}`,
  );
}

function namesIn(text: string): string[] {
  return text.split(',').flatMap((name) => name.trim() || []);
}

function isRediss(url: string | undefined): boolean {
  return URL.parse(url ?? '')?.protocol === 'rediss:';
}

function isOverRedis(env: Env): boolean {
  return env['EVENTS_TRANSPORT'] === 'redis';
}
