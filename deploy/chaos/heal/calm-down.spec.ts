import { describe, expect, it } from '@jest/globals';
import type { Books, RefundRow } from '../checks/books.ts';
import { soundBooks } from '../checks/sound-books.ts';
import type { Operator } from '../operator/operator.ts';
import { WechatControl } from '../steps/wechat-control.ts';
import { Journal } from '../users/journal.ts';
import { calmDown } from './calm-down.ts';

class Wechat extends WechatControl {
  hurried = 0;

  override hurry(): Promise<void> {
    this.hurried += 1;
    return Promise.resolve();
  }
}

const idle = { list: () => Promise.resolve([]), ask: () => Promise.resolve(undefined) } as unknown as Operator;
const open = (): RefundRow => ({ ...(soundBooks().refunds[0] as RefundRow), status: 'PROCESSING' });
const stuck = (): Books => ({ ...soundBooks(), wechatRefunds: [], refunds: [open()] });

/** How often it looked, how often WeChat was hurried, and what it gave. */
async function calmed(readings: Books[], more: { withinMs?: number; stillMs?: number } = {}) {
  const wechat = new Wechat('');
  let looked = 0;
  const read = (): Promise<Books> => Promise.resolve(readings[Math.min(looked++, readings.length - 1)] as Books);
  const usual = { operator: idle, wechat, journal: new Journal(), read, progress: () => undefined, lookMs: 1 };
  const books = await calmDown({ ...usual, withinMs: 10_000, ...more });
  return { looked, hurried: wechat.hurried, books };
}

describe('calmDown', () => {
  it('ends as soon as nothing moves', async () => {
    expect(await calmed([soundBooks()])).toMatchObject({ looked: 2, hurried: 0 });
    expect(await calmed([stuck(), stuck(), soundBooks()])).toMatchObject({ looked: 4, hurried: 0 });
  });

  it('gives no books that changed while they were read', async () => {
    // Read before the last event was handled, of which the inbox, read after that, knows already.
    const torn = { ...soundBooks(), messages: soundBooks().messages.slice(1) };
    expect(await calmed([torn, soundBooks()])).toMatchObject({ looked: 3, books: soundBooks() });
  });

  it('does not wait for the deadline when nothing can move any more', async () => {
    expect(await calmed([stuck()], { stillMs: 0 })).toMatchObject({ looked: 1, hurried: 0 });
  });

  it('waits for what will be tried again, but not beyond the deadline', async () => {
    const waiting = { ...stuck(), nextTryMs: 100 };
    expect(await calmed([waiting, waiting, soundBooks()], { stillMs: 0 })).toMatchObject({ looked: 3, hurried: 0 });
    expect(await calmed([waiting], { stillMs: 0, withinMs: -1 })).toMatchObject({ looked: 1, hurried: 0 });
  });

  it('has WeChat repeat at once what was lost', async () => {
    const untold = { ...soundBooks(), refunds: [open()] };
    expect(await calmed([untold, untold, soundBooks()])).toMatchObject({ looked: 4, hurried: 2 });
  });
});
