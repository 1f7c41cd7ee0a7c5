import { describe, expect, it } from '@jest/globals';
import { reasonIn } from './kafka-or-none.ts';

describe('reasonIn', () => {
  it.each([
    [
      'Java 17, Maven not found on this machine: run "sudo apt-get install -y maven", or start Docker, or …',
      'Java 17, Maven not found on this machine',
    ],
    [
      'Kafka could not be downloaded by Maven (see /clone/.local/kafka/maven.log): check the network and try again, or …',
      'Kafka could not be downloaded by Maven (see /clone/.local/kafka/maven.log)',
    ],
    [
      'apt-get could not install maven; check the network and try again:\nE: no such package',
      'apt-get could not install maven',
    ],
    ['kafka ended while it started. The end of /clone/.local/logs/kafka.log:\n    …', 'kafka ended while it started'],
  ])('says of "%s" what is wrong', (message, reason) => {
    expect(reasonIn(message)).toBe(reason);
  });
});
