import { SeededRandom } from './random.ts';

/** What a user does with one order, and how often that is done. */
const STORIES = {
  pay: 16,
  'pay, every request twice': 6,
  'pay, and ask WeChat': 6,
  'pay what is scarce': 6,
  'pay twice': 5,
  'pay after cancelling': 6,
  'pay while cancelling': 7,
  'pay at the deadline': 7,
  'pay after the deadline': 4,
  'leave unpaid': 6,
  'leave at the counter': 6,
  cancel: 4,
  'cancel at the counter': 5,
  'cancel on the way to the counter': 6,
  'refund all': 8,
  'refund in parts': 8,
  'refund 20 at once': 4,
  'refund after shipping': 3,
  'receive the goods': 4,
} as const;

export type Story = keyof typeof STORIES;

export const STORY_NAMES = Object.keys(STORIES) as Story[];

/** Only what has an address can be sent. */
const SENT = new Set<Story>(['refund after shipping', 'receive the goods']);

export const isSent = ({ story }: Act): boolean => SENT.has(story);

export interface Act {
  /** From 1; also the number by which a report names it. */
  no: number;
  /** Whose act it is, an index. */
  user: number;
  story: Story;
  /** Indexes of goods and how many pieces. */
  items: { good: number; quantity: number }[];
  /** What an operator says to a refund of this order when asked. */
  operatorApproves: boolean;
  /** A number from 0 to 1 for whatever the story leaves to chance, like how long somebody hesitates. */
  chance: number;
}

export interface Goods {
  plenty: number;
  scarce: number;
}

/** The acts of all users, in the order in which they begin. */
export function planActs(seed: number, orders: number, users: number, goods: Goods): Act[] {
  const random = new SeededRandom(seed, 'acts');
  const deck = STORY_NAMES.flatMap((story) => Array.from({ length: STORIES[story] }, () => story));
  return Array.from({ length: orders }, (_, index) => {
    const story = random.pick(deck);
    const lines = random.pick([1, 1, 1, 2, 3]);
    const wanted = story === 'pay what is scarce' ? scarceItem(random, goods) : plentyItems(random, goods, lines);
    return {
      no: index + 1,
      user: index % users,
      story,
      items: wanted,
      operatorApproves: random.next() < 0.8,
      chance: random.next(),
    };
  });
}

function scarceItem(random: SeededRandom, { plenty, scarce }: Goods): Act['items'] {
  return [{ good: plenty + random.between(0, scarce - 1), quantity: random.between(1, 2) }];
}

function plentyItems(random: SeededRandom, { plenty }: Goods, lines: number): Act['items'] {
  const first = random.between(0, plenty - 1);
  return Array.from({ length: lines }, (_, line) => ({
    good: (first + line) % plenty,
    quantity: random.between(1, 3),
  }));
}
