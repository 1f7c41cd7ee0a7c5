import { type Books, groupBy, type Verdict } from '../checks/books.ts';
import { explainLetter } from '../checks/explain-letter.ts';
import { type Step, wordsOf } from '../plan/steps.ts';
import type { Journal } from '../users/journal.ts';

const EXAMPLES = 5;

/** What was done, what was broken, and what was parked on the way. */
export function tableOfActs(
  journal: Journal,
  steps: readonly { step: Step }[],
  { letters }: Pick<Books, 'letters'>,
): string {
  const { sent, unknown, givenUp } = journal.traffic;
  const acts = [
    ['requests', sent],
    ['answers that said nothing', unknown],
    ['requests given up', givenUp],
    ...[...journal.counts].sort(([a], [b]) => a.localeCompare(b)),
  ] as const;
  const harms = [...Map.groupBy(steps, ({ step }) => kindOf(step))].sort(([a], [b]) => a.localeCompare(b));
  return [
    'What was done',
    ...acts.map(([what, times]) => line(what, String(times))),
    '',
    'What was broken',
    ...harms.map(([what, same]) => line(what, String(same.length))),
    ...tableOfLetters(
      letters,
      steps.map(({ step }) => step),
    ),
  ].join('\n');
}

/** Each check with its figure; what is wrong with the first ids. */
export function tableOfVerdicts(verdicts: readonly Verdict[], explain: (problem: string) => string): string {
  return verdicts
    .flatMap(({ name, checked, figure, problems }) => [
      `${problems.length === 0 ? '✔' : '✘'} ${name.padEnd(44)}${String(checked).padStart(8)}  ${problems.length > 0 ? `${problems.length} wrong` : ''}${figure ? ` ${figure}` : ''}`.trimEnd(),
      ...problems.slice(0, EXAMPLES).map((problem) => `      ${explain(problem)}`),
      ...(problems.length > EXAMPLES ? [`      and ${problems.length - EXAMPLES} more`] : []),
    ])
    .join('\n');
}

/** The steps with the times at which they were taken, as they are in the logs. */
export function tableOfSteps(taken: readonly { step: Step; at: Date }[]): string {
  return taken
    .map(
      ({ step, at }) =>
        `  ${at.toISOString()}  step ${String(step.no).padStart(3)}, after ${step.afterOrders} orders: ${wordsOf(step)}`,
    )
    .join('\n');
}

function tableOfLetters(letters: Books['letters'], steps: readonly Step[]): string[] {
  if (letters.length === 0) return [];
  const byReason = groupBy(letters, ({ service, type, reason, error }) => `${reason} ${service} ${type}\n${error}`);
  return [
    '',
    'What was parked on the way',
    ...[...byReason]
      .sort(([a], [b]) => a.localeCompare(b))
      .flatMap(([key, same]) => {
        const [title = '', error = ''] = key.split('\n');
        const because = [...new Set(same.flatMap((letter) => explainLetter(letter, steps)))];
        return [
          line(title, String(same.length)),
          `      ${error.slice(0, 160)}`,
          `      ${because.length > 0 ? `may be: ${because.join(', ')}` : 'nothing that was broken explains it'}`,
        ];
      }),
  ];
}

function kindOf(step: Step): string {
  if (step.do === 'kill') return `kill -9 ${step.target}`;
  if (step.do === 'freeze') return `freeze ${step.target}`;
  return wordsOf(step);
}

const line = (what: string, figure: string): string => `  ${what.padEnd(44)}${figure.padStart(8)}`;
