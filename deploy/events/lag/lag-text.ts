import type { Screen } from '../terminal/screen.ts';
import { tableLines } from '../terminal/table.ts';
import { cut } from '../terminal/text.ts';

/** How far a group is behind in a topic. */
export interface GroupLag {
  readonly group: string;
  readonly topic: string;
  readonly behind: number;
  readonly partitions: readonly { readonly partition: number; readonly behind: number }[];
}

/** How many messages all groups together are behind. */
export const totalOf = (lags: readonly GroupLag[]): number => lags.reduce((sum, { behind }) => sum + behind, 0);

/** A table for people. */
export function lagText(screen: Screen, lags: readonly GroupLag[]): string[] {
  const rows = lags.map(({ group, topic, behind, partitions }) => [
    group,
    topic,
    String(behind),
    partitions.map((each) => each.behind).join(' '),
  ]);
  const [title = '', ...lines] = tableLines(
    [{ title: 'group' }, { title: 'topic' }, { title: 'behind', right: true }, { title: 'by partition, from 0' }],
    [...rows, ['total', '', String(totalOf(lags)), '']],
  ).map((line) => cut(line, screen.width));
  const tone = (n: number): 'warning' | 'plain' => ((lags[n]?.behind ?? 0) > 0 ? 'warning' : 'plain');
  return [screen.paint('quiet', title), ...lines.map((line, n) => screen.paint(tone(n), line))];
}
