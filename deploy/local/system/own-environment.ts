// A real account of WeChat and servers of somebody else are not meant for a system that is tried out.
const NOT_OURS = /^(WECHAT_|KAFKA_|EVENTS_|MYSQL_|REDIS_|DATABASE_)/;

/** The environment of the caller, for a system that is tried out on servers of its own: without accounts and servers that it names. */
export function ownEnvironment(outer: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(outer).filter(([name]) => !NOT_OURS.test(name)));
}
