/** How to reach the servers that the system works on. */
export interface InfraAddresses {
  /** `mysql://root:password@host:port`, an account that may create schemas and accounts. */
  mysqlAdminUrl: string;
  redisUrl: string;
  /** `host:port`, several separated by commas; absent when events travel over Redis Streams. */
  kafkaBrokers?: string;
}
