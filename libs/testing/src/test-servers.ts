/** Addresses of the servers that the test runner has started; throws when a suite runs without it. */
export function testServers(): { mysqlUrl: string; redisUrl: string; kafkaBrokers: string[] } {
  return {
    mysqlUrl: required('TEST_MYSQL_URL'),
    redisUrl: required('TEST_REDIS_URL'),
    kafkaBrokers: required('TEST_KAFKA_BROKERS').split(','),
  };
}

function required(name: string): string {
  const value = process.env[name];
  if (!value) throw new Error(`${name} is not set: run this suite through npm run test:int`);
  return value;
}
