import { randomBytes } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { orderConfig } from './order.config.js';

const env = {
  DATA_KEYS: `one:${randomBytes(32).toString('base64')}`,
  INTERNAL_CREDENTIAL: randomBytes(24).toString('hex'),
  DATABASE_URL: 'mysql://order:averylongpassword@127.0.0.1:3306/minisuite_order',
  REDIS_URL: 'redis://127.0.0.1:6379',
  KAFKA_BROKERS: '127.0.0.1:9092',
  USER_GRPC_ADDRESS: '127.0.0.1:50051',
  PAYMENT_GRPC_ADDRESS: '127.0.0.1:50053',
};

describe('orderConfig', () => {
  it('gives users fifteen minutes to pay and ten days to complain', () => {
    expect(orderConfig(env)).toMatchObject({
      paymentAddress: '127.0.0.1:50053',
      paymentWindowMs: 900_000,
      receiptMs: 864_000_000,
    });
  });

  it.each(['0', '-1', '1.5', 'ten', '366'])('refuses %s days', (days) => {
    expect(() => orderConfig({ ...env, RECEIPT_DAYS: days })).toThrow(/RECEIPT_DAYS/);
  });

  it('names the services that are missing', () => {
    const { USER_GRPC_ADDRESS: _user, PAYMENT_GRPC_ADDRESS: _payment, ...rest } = env;
    expect(() => orderConfig(rest)).toThrow(/USER_GRPC_ADDRESS[^]*PAYMENT_GRPC_ADDRESS/);
  });
});
