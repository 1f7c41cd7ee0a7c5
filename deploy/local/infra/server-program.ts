/** How durable the servers are: `durable` as in production, `fast` for tests whose data nobody wants to keep. */
export type Tuning = 'durable' | 'fast';

export type ServerName = 'mysql' | 'redis' | 'kafka';

/** A server that the machine itself can run: what to prepare, what to start, how to ask whether it answers. */
export interface ServerProgram {
  name: ServerName;
  port: number;
  /** MySQL and Redis: a URL with the password; Kafka: host:port. */
  address: string;
  command: string;
  args: string[];
  env?: NodeJS.ProcessEnv;
  /** Text in the command line that tells our process from any other. */
  proof: string;
  stopSignal: NodeJS.Signals;
  prepare(): Promise<void>;
}
