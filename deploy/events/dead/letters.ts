import type { AdminApi } from './admin-api.ts';

/** Services that did not answer; what they have is not in the answer. */
interface Partial {
  readonly unavailable: readonly string[];
}

/** A message that could not be handled, as the gateway tells it. */
export interface Letter {
  readonly id: string;
  readonly service: string;
  readonly consumer: string;
  readonly topic: string;
  readonly partition: number;
  readonly offset: string;
  readonly key: string;
  readonly eventId: string;
  readonly type: string;
  readonly reason: string;
  readonly error: string;
  readonly attempts: number;
  readonly parkedAt: string;
  readonly state: string;
  readonly replays: number;
  readonly resolvedAt?: string;
  readonly resolvedBy?: string;
  readonly note?: string;
}

/** With the message as it came. */
export interface LetterDetails extends Letter {
  readonly headers: Readonly<Record<string, string>>;
  readonly payload: string;
  readonly payloadEncoding: 'utf8' | 'base64';
  readonly payloadBytes: number;
  readonly payloadTruncated: boolean;
}

/** Names and values as the gateway understands them. */
export type LetterFilter = Readonly<Record<string, string>>;

/** Letters, the newest first, and whether there are more. */
export interface LetterList extends Partial {
  readonly items: readonly Letter[];
  readonly more: boolean;
}

/** How a replay came out. */
export interface Replayed {
  readonly outcome: 'HANDLED' | 'ALREADY_HANDLED' | 'FAILED';
  readonly deadLetter: Letter;
}

/** How many came out how. */
export interface ReplayCount extends Partial {
  readonly handled: number;
  readonly alreadyHandled: number;
  readonly failed: number;
  readonly remaining: number;
}

const PAGE = 100;

/** The newest letters, at most `limit` of them. */
export async function listLetters(api: AdminApi, filter: LetterFilter, limit: number): Promise<LetterList> {
  const items: Letter[] = [];
  const unavailable = new Set<string>();
  for (let cursor = ''; ;) {
    const page = { ...filter, limit: String(Math.min(PAGE, limit - items.length)), ...(cursor && { cursor }) };
    const answer = await api.call<Partial & { items: Letter[]; nextCursor: string | null }>(
      'GET',
      `/dead-letters?${new URLSearchParams(page).toString()}`,
    );
    items.push(...answer.items);
    for (const service of answer.unavailable) unavailable.add(service);
    cursor = answer.nextCursor ?? '';
    if (!cursor || items.length >= limit) return { items, more: cursor !== '', unavailable: [...unavailable] };
  }
}

/** One letter with its message. */
export function showLetter(api: AdminApi, id: string): Promise<LetterDetails> {
  return api.call('GET', `/dead-letters/${id}`);
}

/** Hands one letter to its handler once more. */
export function replayLetter(api: AdminApi, id: string): Promise<Replayed> {
  return api.call('POST', `/dead-letters/${id}/replay`);
}

/** Hands those that match to their handlers once more, at most `limit` in each service; no filter means all. */
export function replayLetters(api: AdminApi, filter: LetterFilter, limit: number): Promise<ReplayCount> {
  const all = Object.keys(filter).length === 0 && { all: true };
  return api.call('POST', '/dead-letters/replay', { ...filter, limit, ...all });
}

/** Puts a letter aside for good. */
export function discardLetter(api: AdminApi, id: string, reason: string): Promise<Letter> {
  return api.call('POST', `/dead-letters/${id}/discard`, { reason });
}
