/** A subscribe message on its way: pending until WeChat took it, or until trying again makes no sense. */
export type DeliveryStatus = 'PENDING' | 'SENT' | 'FAILED';

export interface Delivery {
  readonly id: string;
  readonly userId: string;
  readonly templateId: string;
  readonly page: string;
  readonly data: Record<string, string>;
  readonly status: DeliveryStatus;
  /** Tries so far. */
  readonly attempts: number;
  readonly nextAttemptAt: Date;
  readonly requestId: string;
  readonly createdAt: Date;
}

/** How a try ended: `unsubscribed` and `refused` are final, `failed` is worth another try. */
export type DeliveryOutcome = { kind: 'sent' } | { kind: 'unsubscribed' | 'refused' | 'failed'; error: string };

type NewDelivery = Pick<Delivery, 'id' | 'userId' | 'templateId' | 'page' | 'data' | 'requestId'> & { now: Date };

export function newDelivery({ now, ...what }: NewDelivery): Delivery {
  return { ...what, status: 'PENDING', attempts: 0, nextAttemptAt: now, createdAt: now };
}

const MAX_ATTEMPTS = 8;
const BASE_MS = 15_000;

/** What becomes of a delivery after a try: tries are spaced 15 s, 30 s, 1 min, … and end after eight. */
export function afterAttempt(delivery: Delivery, outcome: DeliveryOutcome, now: Date): Delivery {
  const attempts = delivery.attempts + 1;
  if (outcome.kind === 'sent') return { ...delivery, attempts, status: 'SENT' };
  if (outcome.kind !== 'failed' || attempts >= MAX_ATTEMPTS) return { ...delivery, attempts, status: 'FAILED' };
  return { ...delivery, attempts, nextAttemptAt: new Date(now.getTime() + BASE_MS * 2 ** (attempts - 1)) };
}
