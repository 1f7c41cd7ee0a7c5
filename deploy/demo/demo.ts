import { join } from 'node:path';
import { demoArguments, runningPorts, USAGE } from './arguments.ts';
import { jsonReport, textReport, type StepResult } from './report.ts';
import { buy } from './steps-buy.ts';
import { prepare } from './steps-prepare.ts';
import { refused } from './steps-refused.ts';
import { Story, type Step } from './story.ts';

const DEADLINE_MS = 90_000;

process.exitCode = await demo();

async function demo(): Promise<number> {
  const asked = readArguments();
  if (!asked) return 2;
  if (asked.help) {
    console.log(USAGE);
    return 0;
  }
  const report = asked.json ? jsonReport() : textReport();
  const story = new Story(asked.base, asked.simulator, Date.now() + DEADLINE_MS);
  const results: StepResult[] = [];
  for (const step of [...prepare, ...buy, ...refused]) {
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
    return demoArguments(process.argv.slice(2), runningPorts(join(import.meta.dirname, '../../.local/run.json')));
  } catch (error) {
    console.error(`${error instanceof Error ? error.message : String(error)}\n\n${USAGE}`);
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
