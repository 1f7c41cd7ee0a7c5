import { setTimeout as sleep } from 'node:timers/promises';
import type { Act, Story } from '../plan/acts.ts';
import type { Order, Payment, Shopper } from './shopper.ts';

const NOTIFIED_MS = 6_000;
const FOUND_MS = 15_000;
const SHIPPED_MS = 30_000;
const CLOSED_MS = 20_000;
const PAID = ['PAID', 'SHIPPED', 'COMPLETED', 'REFUNDING', 'REFUNDED'];

type Play = (shopper: Shopper, act: Act) => Promise<void>;

/** Plays the story of an act; whatever the user has no patience for any more is left as it is. */
export function play(shopper: Shopper, act: Act): Promise<void> {
  return PLAYS[act.story](shopper, act);
}

const PLAYS: Record<Story, Play> = {
  pay: async (shopper, act) => void (await buy(shopper, act)),
  'pay what is scarce': async (shopper, act) => void (await buy(shopper, act)),
  'pay, every request twice': async (shopper, act) => void (await buy(shopper, act, { twice: true })),
  'pay, and ask WeChat': async (shopper, act) =>
    atCounter(shopper, act, async (order, payment) => {
      await shopper.pay(payment);
      await shopper.sync(payment);
      await shopper.until(order, PAID, NOTIFIED_MS);
    }),
  'pay twice': async (shopper, act) =>
    atCounter(shopper, act, async (order, payment) => {
      const [, again] = await Promise.all([shopper.pay(payment), shopper.goToCounter(act, order)]);
      await Promise.all([shopper.pay(payment), again && shopper.pay(again)]);
      await shopper.until(order, PAID, NOTIFIED_MS);
    }),
  'pay a second time': async (shopper, act) =>
    atCounter(shopper, act, async (order, payment) => {
      if (!(await shopper.loseCounter(payment, timeLeft(order)))) return;
      const again = await shopper.goToCounter(act, order);
      if (!again) return;
      const paid = shopper.pay(again);
      // Now and then both at the same time, so that either may be the one that is kept.
      if (act.chance < 0.6) await paid;
      await Promise.all([paid, shopper.pay(payment, { force: true })]);
      await shopper.until(order, PAID, NOTIFIED_MS);
    }),
  'pay for what was cancelled': async (shopper, act) =>
    atCounter(shopper, act, async (order, payment) => {
      await shopper.cancel(act, order);
      await payWhenClosed(shopper, order, payment);
    }),
  'pay for what has expired': async (shopper, act) =>
    atCounter(shopper, act, async (order, payment) => {
      await sleep(timeLeft(order));
      await payWhenClosed(shopper, order, payment);
    }),
  'pay as it is being closed': async (shopper, act) =>
    atCounter(shopper, act, async (order, payment) => {
      const paid = sleep(act.chance * 200).then(() => shopper.pay(payment, { force: true }));
      await Promise.all([paid, shopper.cancel(act, order)]);
    }),
  'pay after cancelling': async (shopper, act) =>
    atCounter(shopper, act, async (order, payment) => {
      await shopper.cancel(act, order);
      await shopper.pay(payment);
    }),
  'pay while cancelling': async (shopper, act) =>
    atCounter(shopper, act, async (order, payment) => {
      const paid = sleep(act.chance * 60).then(() => shopper.pay(payment));
      await Promise.all([paid, shopper.cancel(act, order)]);
    }),
  'pay at the deadline': async (shopper, act) =>
    atCounter(shopper, act, async (order, payment) => {
      await sleep(timeLeft(order) - 300 + act.chance * 900);
      await shopper.pay(payment);
    }),
  'pay after the deadline': async (shopper, act) =>
    atCounter(shopper, act, async (order, payment) => {
      await sleep(timeLeft(order) + 500 + act.chance * 4_000);
      await shopper.pay(payment);
    }),
  'leave unpaid': async (shopper, act) => void (await shopper.place(act)),
  'leave at the counter': (shopper, act) => atCounter(shopper, act, () => Promise.resolve()),
  cancel: async (shopper, act) => {
    const order = await shopper.place(act);
    if (order) await Promise.all([shopper.cancel(act, order), shopper.cancel(act, order)]);
  },
  'cancel on the way to the counter': async (shopper, act) => {
    const order = await shopper.place(act);
    if (!order) return;
    const cancelled = sleep(act.chance * 80).then(() => shopper.cancel(act, order));
    await Promise.all([shopper.goToCounter(act, order), cancelled]);
  },
  'cancel at the counter': (shopper, act) =>
    atCounter(shopper, act, async (order) => void (await shopper.cancel(act, order))),
  'refund all': async (shopper, act) => {
    const order = await buy(shopper, act);
    if (order) await shopper.refund(act, order);
  },
  'refund in parts': async (shopper, act) => {
    const order = await buy(shopper, act);
    if (!order) return;
    const part = Math.max(1, Math.floor(order.amount * (0.2 + act.chance * 0.4)));
    await shopper.refund(act, order, part);
    await shopper.refund(act, order, part);
    await shopper.refund(act, order, order.amount);
  },
  'refund 20 at once': async (shopper, act) => {
    const order = await buy(shopper, act);
    if (!order) return;
    const part = Math.max(1, Math.floor(order.amount / 7));
    await Promise.all(Array.from({ length: 20 }, () => shopper.refund(act, order, part)));
  },
  'refund after shipping': async (shopper, act) => {
    const order = await buy(shopper, act);
    if (order && (await shopper.until(order, ['SHIPPED'], SHIPPED_MS))) await shopper.refund(act, order);
  },
  'receive the goods': async (shopper, act) => {
    const order = await buy(shopper, act);
    if (order && (await shopper.until(order, ['SHIPPED'], SHIPPED_MS))) await shopper.confirmReceipt(act, order);
  },
};

async function atCounter(
  shopper: Shopper,
  act: Act,
  then: (order: Order, payment: Payment) => Promise<void>,
  twice = false,
): Promise<void> {
  const order = await shopper.place(act, { twice });
  const payment = order && (await shopper.goToCounter(act, order, { twice }));
  if (order && payment) await then(order, payment);
}

/** Pays by force as soon as the shop says that the order has ended, or after a long while whatever it says. */
async function payWhenClosed(shopper: Shopper, order: Order, payment: Payment): Promise<void> {
  await shopper.until(order, ['CANCELLED', 'EXPIRED'], CLOSED_MS);
  await shopper.pay(payment, { force: true });
}

/** The order when the shop says that it is paid; undefined when it did not say so while the user looked. */
async function buy(shopper: Shopper, act: Act, { twice = false } = {}): Promise<Order | undefined> {
  let bought: Order | undefined;
  await atCounter(
    shopper,
    act,
    async (order, payment) => {
      if (!(await shopper.pay(payment))) return;
      bought = await shopper.until(order, PAID, NOTIFIED_MS);
      if (bought) return;
      await shopper.sync(payment);
      bought = await shopper.until(order, PAID, FOUND_MS);
    },
    twice,
  );
  return bought;
}

const timeLeft = ({ expiresAt }: Order): number => Math.max(0, Date.parse(expiresAt) - Date.now());
