import { spawn } from 'node:child_process';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { E2eSystem, eventually } from './e2e-system.js';

let e2e: E2eSystem;
beforeAll(async () => void (e2e = await E2eSystem.start()));
afterAll(() => e2e.stop());

interface Outcome {
  code: number | null;
  report: { ok: boolean; retries: number; steps: { title: string; ok: boolean; lines: string[] }[] };
}

function demo(password = e2e.system.secrets.operatorPassword): Promise<Outcome> {
  const base = e2e.system.gatewayUrl;
  const args = ['deploy/demo/demo.ts', '--json', '--base', base, '--simulator', e2e.system.simulatorUrl];
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, args, {
      env: { PATH: process.env['PATH'], OPERATOR_PASSWORD: password },
    });
    let text = '';
    child.stdout.on('data', (chunk: Buffer) => (text += chunk.toString()));
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, report: JSON.parse(text) }));
  });
}

describe('the demo', () => {
  it('is right', async () => {
    const { code, report } = await demo();
    expect(report.steps.filter(({ ok }) => !ok)).toEqual([]);
    expect(report.steps).toHaveLength(20);
    expect(report.steps.flatMap(({ lines }) => lines).filter((line) => line.startsWith('skipped'))).toEqual([]);
    expect(code).toBe(0);
  });

  it('skips what an operator does when nobody is one, and is right all the same', async () => {
    const { code, report } = await demo('correct-horse-battery');
    expect(report.steps.filter(({ ok }) => !ok)).toEqual([]);
    expect(report.steps.filter(({ lines }) => lines[0]?.startsWith('skipped: needs an operator'))).toHaveLength(6);
    expect(code).toBe(0);
  });

  it.each([
    ['an order has been placed', 'order', 'SELECT COUNT(*) AS n FROM orders'],
    ['a payment has been opened', 'payment', 'SELECT COUNT(*) AS n FROM payment'],
  ] as const)('is right when the payment process is killed right after %s', async (_when, service, sql) => {
    const count = async () => Number((await e2e.rows<{ n: number | string }>(service, sql))[0]?.n);
    const before = await count();
    const running = demo();
    await eventually('the moment to kill', async () => (await count()) > before);
    e2e.system.kill('payment', 'SIGKILL');
    const { code, report } = await running;
    expect(report.steps.filter(({ ok }) => !ok)).toEqual([]);
    expect(code).toBe(0);
  });
});
