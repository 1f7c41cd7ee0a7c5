import 'reflect-metadata';
import { RunChecks } from '@minisuite/invariants';
import { RequestContext } from '@minisuite/service';
import { eventually, startTestService } from '@minisuite/testing';
import { PaymentInvariantsModule } from '../../src/invariants/payment-invariants.module.js';
import { PaymentServiceModule } from '../../src/payment-service.module.js';
import type { PaymentConfig } from '../../src/payment.config.js';
import { ReconciliationLists } from '../../src/reconciliation/app/ports.js';
import { RunReconciliation } from '../../src/reconciliation/app/run-reconciliation.js';
import { ReconciliationModule } from '../../src/reconciliation/reconciliation.module.js';

/** What the process is started with, as JSON in the variable PLAN. */
export interface ScalePlan {
  readonly config: PaymentConfig;
  readonly day: string;
}

/** What it prints in the end. */
export interface ScaleReport {
  readonly status: string;
  readonly error: string;
  readonly payments: number;
  readonly refunds: number;
  readonly differences: number;
  readonly ms: number;
  /** What the process itself did of it; the rest is waiting for MySQL and for other processes. */
  readonly cpuMs: number;
  /** Of the whole process, before and at its highest. */
  readonly idleMb: number;
  readonly peakMb: number;
  readonly violations: Record<string, number>;
  readonly invariantsMs: number;
}

const { config, day } = JSON.parse(process.env['PLAN'] ?? '') as ScalePlan;
const operator = { requestId: 'scale', operatorId: '1', operatorName: 'scale', roles: ['admin'] };
const imports = [PaymentServiceModule.with(config), ReconciliationModule, PaymentInvariantsModule];
const service = await startTestService({ module: class Root {}, imports });

const idleMb = rssMb();
let peakMb = idleMb;
// The maximum that the kernel keeps begins with that of the process which started this one.
const looking = setInterval(() => (peakMb = Math.max(peakMb, rssMb())), 10);
const started = performance.now();
const worked = process.cpuUsage();
const id = await RequestContext.run(operator, () => service.get(RunReconciliation).execute(day));
const state = await eventually(
  `${day} is reconciled`,
  async () => {
    const found = await service.get(ReconciliationLists).get(id);
    return found && found.status !== 'RUNNING' ? found : undefined;
  },
  600_000,
);
const ms = Math.round(performance.now() - started);
const { user, system } = process.cpuUsage(worked);
clearInterval(looking);

const checking = performance.now();
const results = await service.get(RunChecks).execute();
const violated = results.filter(({ violations }) => violations > 0);
const { status, error, payments, refunds, differences } = state;
const report: ScaleReport = {
  status,
  error,
  payments,
  refunds,
  differences,
  ms,
  cpuMs: Math.round((user + system) / 1000),
  idleMb,
  peakMb,
  violations: Object.fromEntries(violated.map(({ name, violations }) => [name, violations])),
  invariantsMs: Math.round(performance.now() - checking),
};
process.stdout.write(`\nREPORT ${JSON.stringify(report)}\n`);
await service.stop();
process.exit(0);

function rssMb(): number {
  return Math.round(process.memoryUsage.rss() / 1024 / 1024);
}
