/** Faults of the simulated WeChat by section, as `PUT /_control/faults` takes them. */
export type Rates = Readonly<Record<string, Readonly<Record<string, number | boolean>>>>;

/** What WeChat is like all the time; it promises to notify at least once, and no more than that, and banks refuse now and then. */
export const USUAL: Rates = { notify: { duplicate: 0.4, lose: 0.05 }, refund: { abnormal: 0.1, closed: 0.03 } };

/** The rates of a mood on top of the usual ones. */
export function mixed(usual: Rates, mood: Rates): Rates {
  const sections = new Set([...Object.keys(usual), ...Object.keys(mood)]);
  return Object.fromEntries([...sections].map((name) => [name, { ...usual[name], ...mood[name] }]));
}

/** What WeChat is like from one step to the next; the first is its usual self. */
export const WECHAT_MOODS: readonly (readonly [mood: string, rates: Rates])[] = [
  ['as usual', {}],
  ['loses notifications', { notify: { lose: 0.7 } }],
  ['doubles notifications', { notify: { duplicate: 0.8 } }],
  ['late and out of order', { notify: { reorder: 0.5, delayMs: 1_500 } }],
  ['strangers send notifications', { notify: { badSignature: 0.6, wrongAmount: 0.6, duplicate: 0.2 } }],
  ['answers with errors', { api: { errorRate: 0.35 } }],
  ['does not answer', { api: { timeoutRate: 0.2 } }],
  ['does it and does not answer', { api: { executeThenTimeoutRate: 0.3, latencyMs: 200 }, notify: { lose: 0.3 } }],
  ['refunds fail', { refund: { abnormal: 0.3, closed: 0.2, delayMs: 800 } }],
  ['lets nobody in', { login: { blocked: 0.6 }, token: { expireNow: true } }],
  ['slow', { api: { latencyMs: 700 } }],
  [
    'everything at once',
    {
      notify: { lose: 0.3, duplicate: 0.3, reorder: 0.2, badSignature: 0.2, wrongAmount: 0.2 },
      api: { errorRate: 0.1, timeoutRate: 0.05, executeThenTimeoutRate: 0.1, latencyMs: 200 },
      refund: { abnormal: 0.1, closed: 0.05 },
    },
  ],
];
