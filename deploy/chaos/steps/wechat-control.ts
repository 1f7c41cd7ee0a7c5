import type { Rates } from '../plan/wechat-moods.ts';

const CALL_MS = 30_000;

/** The levers of the simulated WeChat. */
export class WechatControl {
  readonly #base: string;
  #known: Rates | undefined;

  constructor(simulatorUrl: string) {
    this.#base = `${simulatorUrl}/_control`;
  }

  async mood(rates: Rates): Promise<void> {
    await this.call('PUT', '/faults', await this.#possible(rates));
  }

  async calm(): Promise<void> {
    await this.call('DELETE', '/faults');
    await this.funds(null);
  }

  async funds(available: number | null): Promise<void> {
    await this.call('PUT', '/funds', { available });
  }

  /** Somebody ends a refund by hand in the merchant's console; false when WeChat knows of none that has not ended. */
  async settleRefund(outRefundNo: string, status: 'SUCCESS' | 'CLOSED'): Promise<boolean> {
    const settled = this.call('POST', '/refunds/settle', { outRefundNo, status });
    return settled.then(
      () => true,
      () => false,
    );
  }

  /** What WeChat would do in that time, it does now. */
  async hurry(advanceMs: number): Promise<void> {
    await this.call('POST', '/clock', { advanceMs });
  }

  async call<T>(method: string, path: string, body?: unknown): Promise<T> {
    const response = await fetch(this.#base + path, {
      method,
      signal: AbortSignal.timeout(CALL_MS),
      ...(body !== undefined && { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`${method} /_control${path} answers ${response.status} ${text.slice(0, 300)}`);
    return (text ? JSON.parse(text) : {}) as T;
  }

  /** An older simulator refuses faults that it does not have. */
  async #possible(rates: Rates): Promise<Rates> {
    const known = (this.#known ??= await this.call<Rates>('GET', '/faults'));
    const sections = Object.entries(rates).map(([section, values]) => {
      const kept = Object.entries(values).filter(([name]) => name in (known[section] ?? {}));
      return [section, Object.fromEntries(kept)] as const;
    });
    return Object.fromEntries(sections.filter(([, values]) => Object.keys(values).length > 0));
  }
}
