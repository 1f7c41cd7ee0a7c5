import { describe, expect, it } from '@jest/globals';
import { isPassing, levelOf } from './kafka-log.js';

const ERROR = 1;
const line = (namespace: string, message: string, error?: string, level = ERROR) =>
  levelOf({ namespace, level, log: { timestamp: '', message, ...(error !== undefined && { error }) } });

describe('levelOf', () => {
  it('does not alarm anyone while the coordinator of a group is elected or loads', () => {
    const connection = (error: string) => line('Connection', 'Response GroupCoordinator(key: 10, version: 2)', error);
    expect(connection('The group coordinator is not available')).toBe('debug');
    expect(connection("The coordinator is loading and hence can't process requests for this group")).toBe('debug');
  });

  it('leaves it to us to tell what stays wrong after the client has tried again', () => {
    expect(line('Connection', 'Connection error: connect ECONNREFUSED')).toBe('debug');
    expect(line('BrokerPool', 'Failed to connect to seed broker, trying another broker from the list')).toBe('debug');
    expect(line('Consumer', 'Crash: KafkaJSGroupCoordinatorNotFound: Failed to find group coordinator')).toBe('debug');
  });

  it('tells real errors as errors', () => {
    expect(line('ConsumerGroup', 'Offset out of range, resetting to default offset')).toBe('error');
  });

  it('keeps the chatter for debugging', () => {
    expect(line('Consumer', 'Starting', undefined, 4)).toBe('debug');
    expect(line('Consumer', 'request failed', undefined, 2)).toBe('warn');
  });
});

describe('isPassing', () => {
  it('tells a group that is loaded in a moment from one that cannot be joined', () => {
    const loading = new Error("The coordinator is loading and hence can't process requests for this group");
    expect(isPassing(String(loading))).toBe(true);
    expect(isPassing(String(new Error('Not authorized to access group')))).toBe(false);
  });
});
