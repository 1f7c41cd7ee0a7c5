import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { measureAll, MeasuredAtScrape } from './measured-at-scrape.js';

class Source extends MeasuredAtScrape {
  asked = 0;
  answer: () => Promise<void> = async () => {};

  protected override measure(): Promise<void> {
    this.asked += 1;
    return this.answer();
  }
}

class Other extends Source {}

const scrape = () => measureAll(Source);

describe('what is measured when metrics are scraped', () => {
  let source: Source;
  beforeEach(() => {
    jest.useFakeTimers();
    source = new Source(1000);
    source.onModuleInit();
  });
  afterEach(() => {
    source.onModuleDestroy();
    jest.useRealTimers();
  });

  it('is waited for by all gauges that have it, and asked for once', async () => {
    const { promise, resolve } = Promise.withResolvers<void>();
    source.answer = () => promise;
    const told: string[] = [];
    const gauges = ['first', 'second'].map((name) => scrape().then(() => told.push(name)));
    await jest.advanceTimersByTimeAsync(500);
    expect(told).toEqual([]);
    resolve();
    await Promise.all(gauges);
    expect(told).toEqual(['first', 'second']);
    expect(source.asked).toBe(1);
  });

  it('is asked for again after its time, not before', async () => {
    await scrape();
    jest.advanceTimersByTime(999);
    await scrape();
    expect(source.asked).toBe(1);
    jest.advanceTimersByTime(1);
    await scrape();
    expect(source.asked).toBe(2);
  });

  it('neither fails a scrape nor holds it up for more than two seconds', async () => {
    source.answer = () => Promise.reject(new Error('away'));
    await scrape();
    jest.advanceTimersByTime(1000);
    source.answer = () => new Promise(() => {});
    let told = false;
    const scraped = scrape().then(() => (told = true));
    await jest.advanceTimersByTimeAsync(1999);
    expect(told).toBe(false);
    await jest.advanceTimersByTimeAsync(1);
    await scraped;
  });

  it('is that of its kind, as long as it lives', async () => {
    await measureAll(Other);
    source.onModuleDestroy();
    await scrape();
    expect(source.asked).toBe(0);
  });
});
