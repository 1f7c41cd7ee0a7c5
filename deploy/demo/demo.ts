import { join } from 'node:path';
import { gatewaySettings } from '../events/settings/gateway-settings.ts';
import { readLocalFiles } from '../events/settings/local-files.ts';
import { demoArguments, runningPorts, USAGE } from './arguments.ts';
import { jsonReport, textReport, type StepResult } from './report.ts';
import type { Credentials } from './operator.ts';
import { after } from './steps-after.ts';
import { buy } from './steps-buy.ts';
import { prepare } from './steps-prepare.ts';
import { refused } from './steps-refused.ts';
import { Story, type Step } from './story.ts';

const DEADLINE_MS = 150_000;
const LOCAL = join(import.meta.dirname, '../../.local');

process.exitCode = await demo();

async function demo(): Promise<number> {
  const asked = readArguments();
  if (!asked) return 2;
  if (asked.help) {
    console.log(USAGE);
    return 0;
  }
  const report = asked.json ? jsonReport() : textReport();
  const story = new Story(asked.base, asked.simulator, Date.now() + DEADLINE_MS, await credentials(asked.base));
  const results: StepResult[] = [];
  for (const step of [...prepare, ...buy, ...after, ...refused]) {
    const result = await play(step, story);
    results.push(result);
    report.step(results.length, result);
    if (!result.ok) break;
  }
  report.end(results, story.api.retries + story.wechat.retries);
  return results.every(({ ok }) => ok) ? 0 : 1;
}

function readArguments(): ReturnType<typeof demoArguments> | undefined {
  try {
    return demoArguments(process.argv.slice(2), runningPorts(join(LOCAL, 'run.json')));
  } catch (error) {
    console.error(`${error instanceof Error ? error.message : String(error)}\n\n${USAGE}`);
    return undefined;
  }
}

async function credentials(base: string): Promise<Credentials | undefined> {
  try {
    const { username, password } = gatewaySettings({ ...process.env, GATEWAY_URL: base }, await readLocalFiles(LOCAL));
    return { username, password };
  } catch {
    return undefined;
  }
}

async function play(step: Step, story: Story): Promise<StepResult> {
  const started = Date.now();
  try {
    const lines = await step.run(story);
    return { title: step.title, ok: true, ms: Date.now() - started, lines };
  } catch (error) {
    const line = error instanceof Error ? error.message : String(error);
    return { title: step.title, ok: false, ms: Date.now() - started, lines: [line] };
  }
}
