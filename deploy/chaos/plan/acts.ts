import { SeededRandom } from './random.ts';

/** What a user does with one order, and how often that is done in a deck. */
const STORIES = {
  pay: 8,
  'pay, every request twice': 3,
  'pay, and ask WeChat': 3,
  'pay what is scarce': 3,
  'pay twice': 2,
  'pay a second time': 5,
  'pay after cancelling': 3,
  'pay while cancelling': 3,
  'pay at the deadline': 3,
  'pay after the deadline': 2,
  'pay for what was cancelled': 3,
  'pay for what has expired': 3,
  'pay as it is being closed': 4,
  'leave unpaid': 3,
  'leave at the counter': 3,
  cancel: 2,
  'cancel at the counter': 2,
  'cancel on the way to the counter': 3,
  'refund all': 4,
  'refund in parts': 4,
  'refund 20 at once': 2,
  'refund after shipping': 2,
  'receive the goods': 2,
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
  // Dealt, not drawn: a hundred orders are more than a deck, so nothing is left out.
  const hand: Story[] = [];
  return Array.from({ length: orders }, (_, index) => {
    if (hand.length === 0) hand.push(...random.shuffled(deck));
    const story = hand.pop() as Story;
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
