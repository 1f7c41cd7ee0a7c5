import { SeededRandom } from './random.ts';
import { type Rates, WECHAT_MOODS } from './wechat-moods.ts';

export const FAULTS = ['kill', 'freeze', 'broker', 'redis', 'mysql', 'wechat'] as const;
export type Fault = (typeof FAULTS)[number];

/** The processes that are killed and frozen; those with a number are the second of their kind. */
export const VICTIMS = ['gateway', 'user', 'order', 'payment', 'message', 'order-2', 'payment-2'] as const;
export type Victim = (typeof VICTIMS)[number];
export type Server = 'kafka' | 'redis' | 'mysql';

export type Harm =
  | { readonly do: 'kill'; readonly target: Victim | Server; readonly downMs: number }
  | { readonly do: 'freeze'; readonly target: Victim; readonly forMs: number }
  | { readonly do: 'wechat'; readonly mood: string; readonly rates: Rates }
  | { readonly do: 'funds'; readonly available: 0 | null }
  | { readonly do: 'late money' };

/** One step of the plan, taken as soon as so many orders have been begun. */
export type Step = Harm & { readonly no: number; readonly afterOrders: number };

export interface StepOptions {
  seed: number;
  orders: number;
  faults: readonly Fault[];
  kafka: boolean;
}

const OFTEN = 15;
const ORDERS_OF_A_SHORT_RUN = 400;
const SELDOM = 65;

/** What is broken and when; the longer the run, the more, but in a long run less per order. */
export function planSteps({ seed, orders, faults, kafka }: StepOptions): Step[] {
  const random = new SeededRandom(seed, 'steps');
  const decks = [deathsOf(faults, kafka), moodsOf(faults)].filter((deck) => deck.length > 0);
  if (decks.length === 0) return [];
  const short = Math.min(orders, ORDERS_OF_A_SHORT_RUN);
  const count = Math.max(4, Math.ceil(short / OFTEN + (orders - short) / SELDOM));
  // By turns, so that even a short run has something of both; and no deck is shuffled anew before all of it was seen.
  const hands = decks.map((): Harm[] => []);
  const harms = Array.from({ length: count }, (_, index) => {
    const turn = index % decks.length;
    const hand = hands[turn] ?? [];
    if (hand.length === 0) hand.push(...random.shuffled(decks[turn] ?? []).map((draw) => draw(random)));
    return hand.pop() as Harm;
  });
  return harms.map((harm, index) => {
    const share = (index + 0.3 + random.next() * 0.5) / count;
    return { ...harm, no: index + 1, afterOrders: Math.floor(share * orders * 0.9) };
  });
}

/** What a step does, in words for people. */
export function wordsOf(step: Harm): string {
  if (step.do === 'kill') return `kill -9 ${step.target}${step.downMs ? `, away for ${seconds(step.downMs)}` : ''}`;
  if (step.do === 'freeze') return `freeze ${step.target} for ${seconds(step.forMs)}`;
  if (step.do === 'funds')
    return step.available === null ? 'the merchant has money again' : 'the merchant has no money';
  if (step.do === 'late money') return 'WeChat: users pay for what is closed here';
  return `WeChat: ${step.mood}`;
}

type Draw = (random: SeededRandom) => Harm;

function deathsOf(faults: readonly Fault[], kafka: boolean): Draw[] {
  const on = (fault: Fault, draws: Draw[]): Draw[] => (faults.includes(fault) ? draws : []);
  return [
    ...on(
      'kill',
      [...(['order', 'payment', ...VICTIMS] as const)].map((target) => kill(target, 4_000)),
    ),
    ...on('freeze', (['order', 'payment', 'message', 'order-2', 'payment-2'] as const).map(freeze)),
    ...on('broker', kafka ? [kill('kafka', 8_000), kill('kafka', 8_000)] : []),
    ...on('redis', [kill('redis', 4_000), kill('redis', 4_000)]),
    ...on('mysql', [kill('mysql', 5_000), kill('mysql', 5_000)]),
  ];
}

function moodsOf(faults: readonly Fault[]): Draw[] {
  if (!faults.includes('wechat')) return [];
  return [...WECHAT_MOODS.map(([mood, rates]) => wechat(mood, rates)), funds(0), funds(null), lateMoney, lateMoney];
}

const kill =
  (target: Victim | Server, longestMs: number): Draw =>
  (random) => ({ do: 'kill', target, downMs: random.next() < 0.5 ? 0 : random.between(1_000, longestMs) });

// Longer than the leases of 10 s.
const freeze =
  (target: Victim): Draw =>
  (random) => ({ do: 'freeze', target, forMs: random.between(11_000, 15_000) });

const wechat =
  (mood: string, rates: Rates): Draw =>
  () => ({ do: 'wechat', mood, rates });

const funds =
  (available: 0 | null): Draw =>
  () => ({ do: 'funds', available });

const lateMoney: Draw = () => ({ do: 'late money' });

const seconds = (ms: number): string => `${(ms / 1000).toFixed(1)} s`;
