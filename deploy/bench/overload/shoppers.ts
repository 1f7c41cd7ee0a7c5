import { randomUUID } from 'node:crypto';
import { PRODUCTS } from '../orders/order-shop.ts';
import { anySku } from '../orders/placing.ts';
import { type Fate, Phone } from './phone.ts';

const PATIENCE_MS = 2_000;
const LOOK_MS = 100;
// Who finds all of them busy is not served.
const PHONES = 4_000;

/** What somebody wanted, and what became of it. */
export interface Visit {
  wish: 'product' | 'order';
  fate: Fate;
}

/** Users with their tokens and phones: three of four requests look at a product, the fourth orders. */
export class Shoppers {
  readonly #host: string;
  readonly #hostLine: string;
  readonly #port: number;
  readonly #tokens: readonly string[];
  readonly #idle: Phone[] = [];
  readonly #all = new Set<Phone>();
  readonly #looking: NodeJS.Timeout;
  #turn = 0;

  constructor(address: string, tokens: readonly string[]) {
    const [host = '', port = ''] = address.split(':');
    this.#host = host;
    this.#hostLine = `Host: ${host}\r\n`;
    this.#port = Number(port);
    this.#tokens = tokens;
    this.#looking = setInterval(() => {
      const now = performance.now();
      for (const phone of this.#all) phone.loseFaith(now, PATIENCE_MS);
    }, LOOK_MS);
  }

  /** Connects all of them: a process accepts one connection in each turn of its event loop, and turns take long when it is busy. */
  async connect(): Promise<void> {
    const phones = Array.from({ length: PHONES }, () => new Phone(this.#host, this.#port));
    for (const phone of phones) this.#all.add(phone);
    await Promise.all(phones.map(({ connected }) => connected));
    this.#idle.push(...phones);
  }

  /** Undefined when all phones are busy; else it never rejects. */
  shop(): Promise<Visit> | undefined {
    const phone = this.#phone();
    if (!phone) return undefined;
    this.#turn += 1;
    const wish = this.#turn % 4 > 0 ? 'product' : 'order';
    return phone.send(wish === 'product' ? this.#look() : this.#order()).then((fate) => {
      if (phone.isOpen) this.#idle.push(phone);
      else this.#all.delete(phone);
      return { wish, fate };
    });
  }

  close(): void {
    clearInterval(this.#looking);
    for (const phone of this.#all) phone.close();
  }

  #phone(): Phone | undefined {
    for (let phone = this.#idle.pop(); phone; phone = this.#idle.pop()) {
      if (phone.isOpen) return phone;
      this.#all.delete(phone);
    }
    if (this.#all.size >= PHONES) return undefined;
    const phone = new Phone(this.#host, this.#port);
    this.#all.add(phone);
    return phone;
  }

  #look(): string {
    return `GET /api/v1/products/${PRODUCTS[this.#turn % PRODUCTS.length]} HTTP/1.1\r\n${this.#hostLine}\r\n`;
  }

  #order(): string {
    const body = JSON.stringify({ items: [{ skuId: anySku(), quantity: 1 }] });
    const headers = [
      `Authorization: Bearer ${this.#tokens[this.#turn % this.#tokens.length]}`,
      'Content-Type: application/json',
      `Content-Length: ${body.length}`,
      `Idempotency-Key: ${randomUUID()}`,
    ];
    return `POST /api/v1/orders HTTP/1.1\r\n${this.#hostLine}${headers.join('\r\n')}\r\n\r\n${body}`;
  }
}
