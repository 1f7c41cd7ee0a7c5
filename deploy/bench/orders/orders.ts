import type { BenchRun } from '../bench-run.ts';
import { measureChecking } from './checking.ts';
import { measureClosing } from './closing.ts';
import { forgetOrders } from './order-books.ts';
import { fillShop } from './order-shop.ts';
import { type OrderSystem, startOrderSystem } from './order-system.ts';
import { measurePaying } from './paying.ts';
import { CALLERS, measurePlacing } from './placing.ts';
import { type Row, tableOf } from './result-table.ts';

/** What happens to orders and their money through the real services, against one bare transaction for each. */
export async function benchOrders(run: BenchRun): Promise<boolean> {
  const system = await startOrderSystem(run);
  const orderPools = Object.values(system.order);
  await Promise.all(orderPools.map(fillShop));
  await startApps(run, system, ['order'], `${system.topics}.placing.`);
  const rows: Row[] = await measurePlacing(run, system);
  await system.apps.stop('order');
  await Promise.all(orderPools.map(forgetOrders));
  await startApps(run, system, ['order', 'payment', 'gateway'], `${system.topics}.`);
  rows.push(...(await measurePaying(run, system)));
  rows.push(await measureClosing(run, system));
  rows.push(...(await measureChecking(run, system)));
  await Promise.all([...orderPools, ...Object.values(system.payment)].map((pool) => pool.end()));
  console.log(`\n${CALLERS} callers, ${run.rounds} rounds of ${run.seconds} s each, median`);
  console.log(
    'bare: one transaction for each in a loop, nothing around it; for the last two rows Minisuite without the checks',
  );
  console.log(`MySQL ${system.mysql}\n`);
  console.log(tableOf(rows));
  const good = rows.every(({ goal }) => goal?.met ?? true);
  console.log(`\n${good ? 'The goals are met.' : 'The goals are NOT met.'} Stock, orders, payments and ledger agree.`);
  return good;
}

async function startApps(
  run: BenchRun,
  { apps }: OrderSystem,
  names: readonly ('order' | 'payment' | 'gateway')[],
  topicPrefix: string,
): Promise<void> {
  await run.steps.run(names.join(', '), async (step) => {
    for (const name of names) {
      step.progress(`starting ${name}`);
      await apps.start(name, topicPrefix);
    }
  });
}
