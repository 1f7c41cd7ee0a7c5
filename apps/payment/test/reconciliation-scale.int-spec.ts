import { createServer, type Server } from 'node:http';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { SystemClock } from '@minisuite/kernel';
import { freePort } from '@minisuite/testing';
import { runCommand } from '../../../deploy/local/process/run-command.ts';
import { nodeFlags } from '../../../deploy/local/system/app-process.ts';
import { BillServer, paymentRow, refundRow } from './reconciliation-bill-server.js';
import type { ScalePlan, ScaleReport } from './reconciliation-scale/main.js';
import { ReconciliationWorld } from './reconciliation-world.js';

const ROWS = 100_000;
const REFUNDS = 5000;
// The process has the true time.
const DAY = new Date(Date.now() - 5 * 86_400_000).toISOString().slice(0, 10);
const ROOT = process.cwd();
const DIR = join(
  process.env['TEST_DIR'] ?? join(ROOT, '.local/test'),
  `reconciliation-${process.env['JEST_WORKER_ID']}`,
);

let world: ReconciliationWorld;
let server: Server;
let address: string;
let bills: BillServer;

beforeAll(async () => {
  world = await ReconciliationWorld.start();
  await world.service.stop();
  bills = new BillServer(world.payments.wechat, new SystemClock());
  const port = await freePort();
  address = `http://127.0.0.1:${port}`;
  // WeChat's bills over real HTTP, for a process of its own.
  server = createServer((request, response) => {
    void bills.fetch(`${address}${request.url}`, {}).then(async (answer) => {
      response.writeHead(answer.status, Object.fromEntries(answer.headers));
      response.end(Buffer.from(await answer.arrayBuffer()));
    });
  }).listen(port, '127.0.0.1');
});
afterAll(async () => {
  server.close();
  await world.stop();
});

/** That many payments, some of them refunded, as they would stand in all our books. */
async function fill(): Promise<void> {
  const [at, now] = [new Date(`${DAY}T12:00:00+08:00`), new Date()];
  const ledger = `\`${(await world.payments.rows<{ name: string }>('SELECT DATABASE() AS name'))[0]?.name}_ledger\`.ledger_line`;
  const write = (into: string, rows: unknown[][]) => world.payments.rows(`INSERT INTO ${into} VALUES ?`, [rows]);
  for (let from = 1; from <= ROWS; from += 5000) {
    const ids = Array.from({ length: 5000 }, (_, n) => from + n);
    const back = ids.filter((id) => id <= REFUNDS);
    const line = (entry: string, account: string, amount: number, id: number) => [entry, account, amount, id, at];
    await write(
      'payment (id, user_id, order_id, amount, currency, status, out_trade_no, transaction_id, description, notify_url, expires_at, paid_at, created_at, refunded_amount)',
      ids.map((id) => [
        id,
        31,
        id,
        100,
        'CNY',
        id <= REFUNDS ? 'REFUNDED' : 'SUCCEEDED',
        `M${id}`,
        `42${id}`,
        '茶',
        'https://x.example',
        now,
        at,
        now,
        id <= REFUNDS ? 100 : 0,
      ]),
    );
    await write(
      'order_account (order_id, kept_payment_id)',
      ids.map((id) => [id, id]),
    );
    const booked = [
      ...ids.flatMap((id) => [line(`payment:${id}`, 'wechat', 100, id), line(`payment:${id}`, 'orders', -100, id)]),
      ...back.flatMap((id) => [line(`refund:${id}`, 'wechat', -100, id), line(`refund:${id}`, 'orders', 100, id)]),
    ];
    await write(`${ledger} (entry, account, amount, payment_id, booked_at)`, booked);
    if (back.length === 0) continue;
    await write(
      'refund (id, payment_id, order_id, user_id, kind, amount, reason, status, generation, out_refund_no, wechat_refund_id, attempts, held, shipped, decision_reason, created_at, succeeded_at)',
      back.map((id) => [id, id, id, 31, 'USER', 100, 'r', 'SUCCEEDED', 1, `R${id}`, `50${id}`, 1, 1, 0, '', now, at]),
    );
  }
}

it('reconciles 100,000 payments in less than a minute of its processor and 300 MB, with a difference of each kind', async () => {
  await fill();
  const ids = Array.from({ length: ROWS }, (_, n) => n + 1);
  const text = bills.serve(DAY, [
    // 99,999 is only here, 99,998 has another amount, 99,997 another number, 99,996 stands there twice, and one is unknown here.
    ...ids
      .filter((id) => id !== 99_999)
      .map((id) => paymentRow(`M${id}`, id === 99_997 ? '4' : `42${id}`, id === 99_998 ? 101 : 100)),
    paymentRow('M99996', '4299996', 100),
    paymentRow('M999999', '42999999', 100),
    ...ids.slice(0, REFUNDS).map((id) => refundRow(`R${id}`, `50${id}`, 100)),
  ]);
  const bundler = join(ROOT, 'deploy/build/bundle-program.mjs');
  const bundled = await runCommand(process.execPath, [bundler, join(import.meta.dirname, 'reconciliation-scale'), DIR]);
  expect(bundled).toMatchObject({ code: 0 });
  const { config } = world.payments;
  const plan: ScalePlan = { day: DAY, config: { ...config, wechat: { ...config.wechat, baseUrl: address } } };
  const { output } = await runCommand(process.execPath, [...nodeFlags('payment'), join(DIR, 'main.js')], {
    env: { ...process.env, PLAN: JSON.stringify(plan) },
  });
  const report = JSON.parse(/^REPORT (.*)$/m.exec(output)?.[1] ?? `"${output.slice(-2000)}"`) as ScaleReport;
  // How long it took by the clock is told, not judged: others may want the same cores.
  process.stdout.write(`${text.length} characters of bill: ${JSON.stringify(report)}\n`);
  expect(report).toMatchObject({
    status: 'COMPLETED',
    payments: ROWS + 1,
    refunds: REFUNDS,
    differences: 5,
    violations: {},
  });
  expect(report.cpuMs).toBeLessThan(60_000);
  expect(report.peakMb).toBeLessThan(300);
}, 240_000);
