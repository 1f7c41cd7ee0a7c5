export interface StepResult {
  title: string;
  ok: boolean;
  ms: number;
  lines: string[];
}

/** Tells people, or a machine, how the demo goes. */
export interface Report {
  step(number: number, result: StepResult): void;
  end(results: StepResult[], retries: number): void;
}

const paint = (code: string) => (text: string) =>
  process.stdout.isTTY && !process.env['NO_COLOR'] ? `\u001b[${code}m${text}\u001b[0m` : text;
const green = paint('32');
const red = paint('31');
const dim = paint('2');

export function textReport(): Report {
  return {
    step: (number, { title, ok, ms, lines }) => {
      const mark = ok ? green('✓') : red('✗');
      console.log(`${mark} ${String(number).padStart(2)}. ${title} ${dim(`${ms} ms`)}`);
      for (const line of lines) console.log(`       ${ok ? line : red(line)}`);
    },
    end: (results, retries) => {
      const failed = results.find(({ ok }) => !ok);
      const again = retries > 0 ? `, ${retries} ${retries === 1 ? 'call was' : 'calls were'} tried again` : '';
      console.log(failed ? red(`\nNot right: ${failed.title}`) : green(`\n${rightSteps(results)}${again}.`));
    },
  };
}

export function jsonReport(): Report {
  return {
    step: () => {},
    end: (steps, retries) => console.log(JSON.stringify({ ok: steps.every(({ ok }) => ok), retries, steps }, null, 2)),
  };
}

/** What is said of steps none of which has failed. */
export function rightSteps(results: readonly StepResult[]): string {
  const skipped = results.filter(({ lines }) => lines[0]?.startsWith('skipped')).length;
  if (skipped === 0) return `All ${results.length} steps are right`;
  const right = results.length - skipped;
  return `${right} ${right === 1 ? 'step is' : 'steps are'} right, ${skipped} ${skipped === 1 ? 'was' : 'were'} skipped`;
}
