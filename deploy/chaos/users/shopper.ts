import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Act, isSent } from '../plan/acts.ts';
import { skuOf } from '../system/goods.ts';
import type { Journal } from './journal.ts';
import { type Answer, Phone, type Request } from './phone.ts';

export interface Order {
  id: string;
  status: string;
  amount: number;
  closing?: boolean;
  expiresAt: string;
  paymentId?: string;
  refundedAmount: number;
}

export interface Payment {
  paymentId: string;
  outTradeNo: string;
}

export interface World {
  gatewayUrl: string;
  simulatorUrl: string;
  journal: Journal;
}

/** How long somebody tries one thing; longer than anything is away. */
const PATIENCE_MS = 60_000;
const LOOK_MS = 400;
const ADDRESS = {
  name: '王小明',
  phone: '13800138000',
  province: '浙江省',
  city: '杭州市',
  district: '西湖区',
  detail: '文三路 1 号',
};

/** One user with a phone: an account at WeChat, and the shop's mini-program. */
export class Shopper {
  readonly #openid: string;
  readonly #journal: Journal;
  readonly #shop: Phone;
  readonly #wechat: Phone;
  #token: string | undefined;
  #id = '';
  #address: string | undefined;

  constructor(openid: string, { gatewayUrl, simulatorUrl, journal }: World) {
    this.#openid = openid;
    this.#journal = journal;
    this.#shop = new Phone(`${gatewayUrl}/api/v1`, journal.traffic);
    this.#wechat = new Phone(`${simulatorUrl}/_control`, journal.traffic);
  }

  /** Places the order of an act; undefined when it was refused, or when nobody learned what came of it. */
  async place(act: Act, { twice = false } = {}): Promise<Order | undefined> {
    const key = randomUUID();
    const items = act.items.map(({ good, quantity }) => ({ skuId: skuOf(good), quantity }));
    const addressId = isSent(act) ? (this.#address ??= await this.#giveAddress(act)) : undefined;
    if (isSent(act) && addressId === undefined) return undefined;
    const body = { items, ...(addressId !== undefined && { addressId }) };
    const answer = await this.#ask({ method: 'POST', path: '/orders', body, key }, twice);
    if (!answer) {
      this.#journal.unknownKeys.set(this.#id, [...(this.#journal.unknownKeys.get(this.#id) ?? []), key]);
      this.#journal.count('orders nobody answered');
      return undefined;
    }
    if (answer.reason === 'OUT_OF_STOCK') this.#journal.count('out of stock');
    else if (answer.status !== 201) this.#journal.complain(act, `an order was refused: ${textOf(answer)}`);
    if (answer.status !== 201) return undefined;
    const order = answer.data as Order;
    const { id, amount } = order;
    if (this.#journal.orders.has(id)) this.#journal.complain(act, `order ${id} was given to two acts`);
    this.#journal.orders.set(id, { id, amount, userId: this.#id, key, act });
    this.#journal.count('orders placed');
    return order;
  }

  /** Asks for the payment; undefined when the shop refuses. */
  async goToCounter(act: Act, order: Order, { twice = false } = {}): Promise<Payment | undefined> {
    const path = `/orders/${order.id}/payments`;
    const answer = await this.#ask({ method: 'POST', path, key: randomUUID() }, twice);
    if (answer?.status === 201) return answer.data as Payment;
    this.#expect(act, answer, 'the counter', 'ORDER_STATE_CONFLICT', 'PAYMENT_STATE_CONFLICT', 'CONFLICT');
    this.#journal.count('counter closed');
    return undefined;
  }

  /** Enters the password in WeChat, with force on a page that was open when the order ended; true when WeChat took the money. */
  async pay({ outTradeNo }: Payment, { force = false } = {}): Promise<boolean> {
    const body = { outTradeNo, ...(force && { force }) };
    const answer = await this.#wechat.ask({ method: 'POST', path: '/pay', body }, PATIENCE_MS);
    const paid = answer?.status === 200;
    this.#journal.count(paid ? 'payments made' : 'payments WeChat refused');
    if (paid && force) this.#journal.count('payments made by force');
    return paid;
  }

  /** WeChat closes the trade without anybody having asked for it; true when the shop has learned of it. */
  async loseCounter({ outTradeNo, paymentId }: Payment, withinMs: number): Promise<boolean> {
    await this.#wechat.ask({ method: 'POST', path: '/close', body: { outTradeNo } }, PATIENCE_MS);
    const end = Date.now() + withinMs;
    do {
      const answer = await this.#ask({ method: 'GET', path: `/payments/${paymentId}?sync=true` });
      if ((answer?.data as { status?: string } | undefined)?.status === 'CLOSED') return true;
      await sleep(LOOK_MS);
    } while (Date.now() < end);
    return false;
  }

  async cancel(act: Act, order: Order): Promise<Order | undefined> {
    const answer = await this.#ask({ method: 'POST', path: `/orders/${order.id}/cancel` });
    if (answer?.status !== 200) {
      this.#expect(act, answer, 'cancelling', 'ORDER_STATE_CONFLICT');
      return undefined;
    }
    this.#journal.count('cancellations');
    return answer.data as Order;
  }

  async refund(act: Act, order: Order, amount?: number): Promise<boolean> {
    const body = { reason: '不想要了', ...(amount !== undefined && { amount }) };
    const answer = await this.#ask({ method: 'POST', path: `/orders/${order.id}/refunds`, body, key: randomUUID() });
    const accepted = answer?.status === 201;
    this.#journal.count(accepted ? 'refunds asked' : 'refunds refused');
    const lawful = ['REFUND_EXCEEDS_PAYMENT', 'ORDER_STATE_CONFLICT', 'PAYMENT_STATE_CONFLICT', 'CONFLICT'];
    if (!accepted) this.#expect(act, answer, 'a refund', ...lawful);
    return accepted;
  }

  async confirmReceipt(act: Act, order: Order): Promise<void> {
    const answer = await this.#ask({ method: 'POST', path: `/orders/${order.id}/confirm-receipt` });
    if (answer?.status === 200) this.#journal.count('receipts confirmed');
    else this.#expect(act, answer, 'the receipt', 'ORDER_STATE_CONFLICT');
  }

  /** Looks at the order until it is in one of these states; undefined when it never was in that time. */
  async until(order: Order, statuses: readonly string[], withinMs: number): Promise<Order | undefined> {
    const end = Date.now() + withinMs;
    do {
      const answer = await this.#ask({ method: 'GET', path: `/orders/${order.id}` });
      const now = answer?.status === 200 ? (answer.data as Order) : undefined;
      if (now && statuses.includes(now.status)) return now;
      await sleep(LOOK_MS);
    } while (Date.now() < end);
    return undefined;
  }

  /** Has the shop ask WeChat about a payment. */
  async sync({ paymentId }: Payment): Promise<void> {
    await this.#ask({ method: 'GET', path: `/payments/${paymentId}?sync=true` });
    this.#journal.count('payments asked for');
  }

  async #giveAddress(act: Act): Promise<string | undefined> {
    const answer = await this.#ask({ method: 'POST', path: '/users/me/addresses', body: ADDRESS });
    if (answer?.status === 201) return (answer.data as { id: string }).id;
    this.#expect(act, answer, 'the address');
    return undefined;
  }

  async #ask(request: Request, twice = false): Promise<Answer | undefined> {
    if (!twice) return this.#askOnce(request);
    this.#journal.count('requests sent twice');
    const [first, second] = await Promise.all([this.#askOnce(request), this.#askOnce(request)]);
    const [one, other] = [first, second].map(idOf);
    if (one && other && one !== other) throw new Error(`one key, two answers: ${one} and ${other}`);
    return first ?? second;
  }

  async #askOnce(request: Request): Promise<Answer | undefined> {
    for (let tries = 0; tries < 3; tries += 1) {
      const token = (this.#token ??= await this.#logIn());
      if (token === undefined) return undefined;
      const answer = await this.#shop.ask({ ...request, token }, PATIENCE_MS);
      if (answer?.status !== 401) return answer;
      if (this.#token === token) this.#token = undefined;
    }
    return undefined;
  }

  async #logIn(): Promise<string | undefined> {
    const end = Date.now() + PATIENCE_MS;
    while (Date.now() < end) {
      const code = await this.#wechat.ask(
        { method: 'POST', path: '/login-codes', body: { openid: this.#openid } },
        PATIENCE_MS,
      );
      // A code works once, so an unknown outcome needs a new one.
      const answer = await this.#shop.once({ method: 'POST', path: '/auth/wechat-login', body: code?.data });
      if (answer?.status === 200 || answer?.status === 201) {
        const { accessToken, user } = answer.data as { accessToken: string; user: { id: string } };
        this.#id = user.id;
        return accessToken;
      }
      await sleep(LOOK_MS);
    }
    return undefined;
  }

  /** Notes an answer that was neither hoped for nor one of the lawful refusals. */
  #expect(act: Act, answer: Answer | undefined, what: string, ...reasons: string[]): void {
    if (answer && !reasons.includes(answer.reason)) this.#journal.complain(act, `${what}: ${textOf(answer)}`);
  }
}

/** What was made; a payment is signed anew whenever it is told. */
function idOf(answer: Answer | undefined): string | undefined {
  const { id, paymentId } = (answer?.status === 201 ? answer.data : {}) as { id?: string; paymentId?: string };
  return id ?? paymentId;
}

const textOf = ({ status, reason }: Answer): string => `${status} ${reason}`;
