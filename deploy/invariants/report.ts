import type { Screen } from '../events/terminal/screen.ts';
import { tableLines } from '../events/terminal/table.ts';
import { cut, oneLine } from '../events/terminal/text.ts';

/** What the gateway answers about all services. */
export interface Report {
  readonly ok: boolean;
  readonly invariants: readonly Invariant[];
  /** Services that did not answer. */
  readonly unavailable: readonly string[];
}

export interface Invariant {
  readonly service: string;
  readonly name: string;
  readonly promise: string;
  readonly checked: number;
  readonly violations: number;
  /** The first of them. */
  readonly examples: readonly { readonly id: string; readonly problem: string }[];
  readonly milliseconds: number;
}

const COLUMNS = [
  { title: 'service' },
  { title: 'invariant' },
  { title: 'checked', right: true },
  { title: 'violations', right: true },
  { title: 'ms', right: true },
];

/** A table for people, and below it what is violated, with the ids. */
export function reportText(screen: Screen, { invariants, unavailable }: Report): string[] {
  const rows = invariants.map(({ service, name, checked, violations, milliseconds }) => [
    service,
    oneLine(name),
    String(checked),
    String(violations),
    String(milliseconds),
  ]);
  const [title = '', ...lines] = tableLines(COLUMNS, rows).map((line) => cut(line, screen.width));
  const violated = invariants.filter(({ violations }) => violations > 0);
  return [
    screen.paint('quiet', title),
    ...lines.map((line, n) => screen.paint(invariants[n]?.violations === 0 ? 'plain' : 'bad', line)),
    ...violated.flatMap((invariant) => violationLines(screen, invariant)),
    ...unavailable.map((service) =>
      screen.paint('bad', `${service} does not answer: nothing is known about its books.`),
    ),
    ...(violated.length === 0 && unavailable.length === 0 ? [screen.paint('good', 'Everything is as promised.')] : []),
  ];
}

/** 0 when everything is as promised, 1 when something is violated, 2 when that is not known. */
export function exitCodeOf({ invariants, unavailable }: Report): number {
  if (invariants.some(({ violations }) => violations > 0)) return 1;
  return unavailable.length === 0 && invariants.length > 0 ? 0 : 2;
}

function violationLines(screen: Screen, { service, name, promise, violations, examples }: Invariant): string[] {
  const more = violations - examples.length;
  return [
    '',
    screen.paint('bad', oneLine(`${service} ${name}: ${promise}`)),
    ...examples.map(({ id, problem }) => oneLine(`  ${id}  ${problem}`)),
    ...(more > 0 ? [`  and ${more} more`] : []),
  ];
}
