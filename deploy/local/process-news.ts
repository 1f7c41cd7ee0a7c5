import type { ProcessEvents, SupervisedProcess } from './process/supervised-process.ts';
import type { RunFile } from './state/run-file.ts';
import { LogDigest } from './terminal/log-digest.ts';
import type { Steps } from './terminal/steps.ts';

const LAST_WORDS = 3;

/** Tells the terminal and `run.json` what happens to the processes. */
export function processNews(steps: Steps, runFile: RunFile, isStopping: () => boolean): ProcessEvents {
  const digest = new LogDigest();
  return {
    started: ({ plan, pid }) => runFile.set(plan.name, { pid, proof: plan.proof }),
    died(process, how, restartInMs) {
      runFile.set(process.plan.name, { pid: undefined });
      // Who is killed from outside has no last words.
      const words = how.startsWith('SIG') ? '' : lastWords(process);
      steps.say(`! ${process.plan.name} died (${how}); it is started again in ${restartInMs / 1000} s${words}`);
    },
    recovered: ({ plan, pid }) => steps.say(`✔ ${plan.name} is ready again (process ${pid})`),
    line({ plan }, line) {
      if (isStopping()) return;
      const text = digest.read(plan.name, line, Date.now());
      if (text) steps.say(`! ${text}`);
    },
  };
}

function lastWords({ log }: SupervisedProcess): string {
  const lines = log.tail(LAST_WORDS).map((line) => `\n    ${line.slice(0, 200)}`);
  return `; the end of ${log.path}:${lines.join('')}`;
}
