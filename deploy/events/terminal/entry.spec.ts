import { describe, expect, it } from '@jest/globals';
import { formatAge } from './age.ts';
import { entryLines } from './entry.ts';
import { memoryScreen } from './memory-screen.ts';
import { screenOn } from './screen.ts';
import { tableLines } from './table.ts';

const fields = [{ text: '15:00', tone: 'quiet' as const }, { text: 'order', pad: 8 }, { text: 'key=1' }];

describe('an entry', () => {
  it('takes as many lines as the width demands, and cuts what stands below', () => {
    expect(entryLines(memoryScreen(80), fields, [{ text: 'x'.repeat(100) }])).toEqual([
      '15:00  order     key=1',
      `  ${'x'.repeat(77)}…`,
    ]);
    expect(entryLines(memoryScreen(16), fields, [{ text: '茶茶茶茶茶茶茶茶' }])).toEqual([
      '15:00  order',
      '  key=1',
      '  茶茶茶茶茶茶…',
    ]);
  });

  it('is one whole line where there is no width', () => {
    expect(entryLines(memoryScreen(), fields, [{ text: 'x'.repeat(100) }])).toEqual([
      `15:00  order     key=1  ${'x'.repeat(100)}`,
    ]);
  });
});

describe('a table', () => {
  it('puts numbers to the right and counts Chinese characters twice', () => {
    const rows = [
      ['茶', '1'],
      ['order', '100'],
    ];
    expect(tableLines([{ title: 'what' }, { title: 'n', right: true }], rows)).toEqual([
      'what     n',
      '茶       1',
      'order  100',
    ]);
  });
});

describe('an age', () => {
  it.each([
    [12.4, '12 ms'],
    [3400, '3.4 s'],
    [119_999, '1 min 59 s'],
    [3_600_000 * 3 + 60_000 * 20, '3 h 20 min'],
    [86_400_000 * 4, '4 d'],
    [-35, '-35 ms'],
  ])('of %d ms', (ms, text) => expect(formatAge(ms)).toBe(text));
});

describe('a screen', () => {
  const written: string[] = [];
  const stream = (isTTY: boolean) =>
    ({ isTTY, columns: 90, write: (text: string) => written.push(text) }) as unknown as NodeJS.WriteStream;

  it('has colours and a width on a terminal only, and no colours with NO_COLOR', () => {
    const [terminal, plain, pipe] = [
      screenOn(stream(true), {}),
      screenOn(stream(true), { NO_COLOR: '1' }),
      screenOn(stream(false), {}),
    ];
    expect([terminal, plain, pipe].map(({ width }) => width)).toEqual([90, 90, Infinity]);
    expect([terminal, plain, pipe].map((screen) => screen.paint('bad', 'x'))).toEqual([
      '\u001b[31mx\u001b[0m',
      'x',
      'x',
    ]);
  });

  it('draws over what it drew before on a terminal only', () => {
    screenOn(stream(true), {}).redraw(['a', 'b'], 2);
    screenOn(stream(false), {}).redraw(['a', 'b'], 2);
    expect(written).toEqual(['\u001b[2A\u001b[J', 'a\nb\n', 'a\nb\n']);
  });
});
