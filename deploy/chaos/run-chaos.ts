import { setTimeout as sleep } from 'node:timers/promises';
import type { Verdict } from './checks/books.ts';
import { judge } from './checks/judge.ts';
import { readBooks } from './checks/read-books.ts';
import { askInvariants } from './heal/ask-invariants.ts';
import { calmDown } from './heal/calm-down.ts';
import { workAllDay } from './operator/daily-work.ts';
import { Operator } from './operator/operator.ts';
import { nameActs } from './report/name-acts.ts';
import { showProgress } from './report/progress.ts';
import { tableOfActs, tableOfSteps, tableOfVerdicts } from './report/table.ts';
import { Conductor } from './steps/conductor.ts';
import { WechatControl } from './steps/wechat-control.ts';
import type { ChaosRun } from './system/chaos-run.ts';
import { startChaosSystem } from './system/chaos-system.ts';
import { playAll } from './users/crowd.ts';
import { Journal } from './users/journal.ts';

const QUIET_MS = 300_000;
const WINDOW_ENDS_MS = 7_000;

/** Starts, breaks, heals and judges; true when every check holds. */
export async function runChaos(run: ChaosRun): Promise<boolean> {
  const { root, plan, lines } = run;
  const system = await startChaosSystem(run);
  const journal = new Journal();
  const world = { ...system, journal };
  const wechat = new WechatControl(system.simulatorUrl);
  const operator = new Operator(world, system.operatorPassword);
  const conductor = new Conductor(plan, system, wechat, journal, (line) => lines.say(line));
  const over = new AbortController();
  const stopProgress = showProgress(journal, plan.acts.length, (line) => lines.say(line));
  const daily = workAllDay(operator, wechat, journal, over.signal);
  try {
    await Promise.all([playAll(plan, world, over.signal), conductor.run(over.signal)]);
  } finally {
    stopProgress();
    over.abort();
  }
  await daily;
  await lines.run('Heal', () => conductor.heal());
  const read = () => readBooks(root, system.mysqlUrl, wechat);
  const books = await lines.run('Quiet', async ({ progress }) => {
    await sleep(WINDOW_ENDS_MS);
    return calmDown({ operator, wechat, journal, read, progress, withinMs: QUIET_MS });
  });
  const verdicts: Verdict[] = [
    ...judge(books, journal, { acts: plan.acts, steps: conductor.taken.map(({ step }) => step) }),
    await askInvariants(operator),
    { name: 'nobody got an answer that makes no sense', checked: journal.traffic.sent, problems: journal.complaints },
    { name: 'no process died by itself', checked: system.mortals.size, problems: system.crashes },
  ];
  lines.say(`\n${tableOfActs(journal, conductor.taken, books)}\n\nWhat must be true, and how many were looked at`);
  lines.say(tableOfVerdicts(verdicts, nameActs(books, journal.orders)));
  const good = verdicts.every(({ problems }) => problems.length === 0);
  if (!good) lines.say(`\nThe steps of seed ${plan.seed}\n${tableOfSteps(conductor.taken)}`);
  return good;
}
