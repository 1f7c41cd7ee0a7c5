import { Phone, type Answer, type Request } from '../users/phone.ts';
import type { World } from '../users/shopper.ts';

const PATIENCE_MS = 15_000;

/** Somebody at the console. */
export class Operator {
  readonly #phone: Phone;
  readonly #password: string;
  #token: string | undefined;

  constructor({ gatewayUrl, journal }: World, password: string) {
    this.#phone = new Phone(`${gatewayUrl}/api/v1/admin`, journal.traffic);
    this.#password = password;
  }

  /** The answer, or undefined when none came. */
  async ask(method: Request['method'], path: string, body?: unknown): Promise<Answer | undefined> {
    for (let tries = 0; tries < 3; tries += 1) {
      const token = (this.#token ??= await this.#logIn());
      if (token === undefined) return undefined;
      const answer = await this.#phone.ask({ method, path, body, token }, PATIENCE_MS);
      if (answer?.status !== 401) return answer;
      this.#token = undefined;
    }
    return undefined;
  }

  /** All items of a list. */
  async list<T>(path: string): Promise<T[]> {
    const items: T[] = [];
    for (let cursor: string | null = ''; cursor !== null;) {
      const more = cursor && `&cursor=${encodeURIComponent(cursor)}`;
      const answer = await this.ask('GET', `${path}${path.includes('?') ? '&' : '?'}limit=100${more}`);
      if (answer?.status !== 200) break;
      const page = answer.data as { items: T[]; nextCursor: string | null };
      items.push(...page.items);
      cursor = page.nextCursor;
    }
    return items;
  }

  async #logIn(): Promise<string | undefined> {
    const body = { username: 'admin', password: this.#password };
    const answer = await this.#phone.ask({ method: 'POST', path: '/auth/login', body }, PATIENCE_MS);
    return answer && answer.status < 300 ? (answer.data as { accessToken: string }).accessToken : undefined;
  }
}
