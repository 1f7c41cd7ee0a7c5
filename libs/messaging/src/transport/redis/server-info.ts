const OLDEST_MAJOR = 7;
// Replicas tell once a second how far they are. Who has been silent for longer than this is not waited for.
const IN_SYNC_S = 10;

const field = (info: string, name: string): string => new RegExp(`^${name}:(.*?)\\r?$`, 'm').exec(info)?.[1] ?? '';

/** What has to be changed at a server, by its answer to INFO, so that it keeps what it has acknowledged; undefined when nothing. */
export function whyUnsafe(info: string): string | undefined {
  const version = field(info, 'redis_version');
  if (Number.parseInt(version, 10) < OLDEST_MAJOR)
    return `events need Redis ${OLDEST_MAJOR}.0 or newer, or Valkey, and this is ${version}`;
  if (field(info, 'cluster_enabled') === '1')
    return 'events cannot travel over Redis Cluster: give them a Redis of their own by EVENTS_REDIS_URL';
  const policy = field(info, 'maxmemory_policy');
  const settings = [
    ...(field(info, 'aof_enabled') === '1' ? [] : ['appendonly yes']),
    // Also a policy that spares what has no expiry would evict other things that must not vanish unnoticed.
    ...(policy === 'noeviction' ? [] : [`maxmemory-policy noeviction (it is ${policy || 'unknown'})`]),
  ];
  if (settings.length === 0) return undefined;
  return `this Redis may lose events that it has acknowledged: set ${settings.join(' and ')} there`;
}

/** How many replicas follow closely, by the answer to INFO replication. */
export function replicasInSync(info: string): number {
  return [...info.matchAll(/^slave\d+:.*state=online.*lag=(\d+)/gm)].filter(([, lag]) => Number(lag) <= IN_SYNC_S)
    .length;
}
