/** Over what the measured service talks; the same as the settings of its lib. */
export type EventsPlan =
  | { transport: 'kafka'; brokers: string[]; topicPrefix: string; replicationFactor: number }
  | { transport: 'redis'; url: string; topicPrefix: string };

/** What a measured process is started with, as JSON in the variable PLAN. */
export interface Plan {
  name: string;
  mysqlUrl: string;
  events: EventsPlan;
  handles: boolean;
  /** Tells its ids from those of other processes. */
  worker: number;
  /** How many different keys its events have. */
  aggregates: number;
  /** Makes the payload as large as it is in real life. */
  title: string;
}

/** What it is told. */
export type Command = { do: 'write'; rate: number; seconds: number } | { do: 'effects' } | { do: 'cpu' };

/** What it tells; times are ms since 1970 with fractions. */
export type News =
  | { runs: true }
  | { commits: [seq: number, at: number][] }
  | { effects: [seq: number, at: number][] }
  | { cpu: { user: number; system: number }; at: number };
