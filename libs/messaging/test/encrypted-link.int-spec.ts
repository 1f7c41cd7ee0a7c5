import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { encryptedServer, type EncryptedServer, eventually } from '@minisuite/testing';
import { Logger } from '@nestjs/common';
import { kafkaClient } from '../src/transport/kafka/kafka-client.js';

let server: EncryptedServer;
beforeAll(async () => {
  Logger.overrideLogger(false);
  server = await encryptedServer('kafka');
  server.trust(true);
  await eventually('it has warmed up', () => topicsAt('localhost', true), 30_000);
}, 90_000);
afterAll(() => server.stop());

async function topicsAt(host: string, tls: boolean): Promise<string[]> {
  const settings = { brokers: [`${host}:${server.port}`], tls, topicPrefix: '', replicationFactor: 1 };
  const admin = kafkaClient('test', settings, 0).admin();
  try {
    await admin.connect();
    return await admin.listTopics();
  } finally {
    await admin.disconnect();
  }
}

it('a link to Kafka is encrypted when it is to be, and is not made to a broker whose certificate will not do', async () => {
  expect(await topicsAt('localhost', true)).toEqual([]);
  await expect(topicsAt('localhost', false)).rejects.toThrow('Closed connection');
  await expect(topicsAt('127.0.0.1', true)).rejects.toThrow("does not match certificate's altnames");
  server.trust(false);
  await expect(topicsAt('localhost', true)).rejects.toThrow('self-signed certificate');
});
