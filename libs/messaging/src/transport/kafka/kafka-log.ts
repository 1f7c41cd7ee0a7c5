import { Logger } from '@nestjs/common';
import { type logCreator, logLevel, type LogEntry } from 'kafkajs';

// What a broker answers while it elects, loads or rebalances. The client waits and asks again, so that these are no errors to anyone.
const PASSING = [
  'The group coordinator is not available',
  "The coordinator is loading and hence can't process requests for this group",
  'This is not the correct coordinator for this group',
  'The group is rebalancing, so a rejoin is needed',
  'There is no leader for this topic-partition as we are in the middle of a leadership election',
  'This server does not host this topic-partition',
];
// What they call errors they try again, and when it stays at that, whoever waits for the outcome here says so, once.
const RETRIED = new Set(['Connection', 'BrokerPool', 'Producer']);
const CRASH = 'Crash: ';

/** Whether the broker says that what was asked of it will be there in a moment. */
export function isPassing(text: string): boolean {
  return PASSING.some((passing) => text.includes(passing));
}

/** How loud a line of the client is for us. */
export function levelOf({
  level,
  namespace,
  log,
}: Pick<LogEntry, 'level' | 'namespace' | 'log'>): 'debug' | 'warn' | 'error' {
  if (level === logLevel.WARN) return 'warn';
  if (level !== logLevel.ERROR) return 'debug';
  const text = `${log.message} ${String(log['error'] ?? '')}`;
  if (isPassing(text)) return 'debug';
  return RETRIED.has(namespace) || log.message.startsWith(CRASH) ? 'debug' : 'error';
}

/** Routes the client's own log into ours. */
export const kafkaLog: logCreator = () => {
  const logger = new Logger('Kafka');
  return (entry) => {
    const { timestamp: _, logger: __, message, ...rest } = entry.log;
    logger[levelOf(entry)]({ namespace: entry.namespace, ...rest }, message);
  };
};
