/** What WeChat thinks of a picture. Nobody looks at it here: its address tells, so that tests and people can bring every answer about. */
const MARKS = [
  ['unreadable', { errcode: -1008, errmsg: 'download failed', suggest: 'pass', label: 100 }],
  ['risky', { errcode: 0, errmsg: 'ok', suggest: 'risky', label: 20_002 }],
  ['review', { errcode: 0, errmsg: 'ok', suggest: 'review', label: 21_000 }],
] as const;

export interface ImageVerdict {
  readonly errcode: number;
  readonly errmsg: string;
  readonly suggest: 'pass' | 'review' | 'risky';
  readonly label: number;
}

export function judgeImage(url: string): ImageVerdict {
  const [, verdict] = MARKS.find(([mark]) => url.includes(mark)) ?? [];
  return verdict ?? { errcode: 0, errmsg: 'ok', suggest: 'pass', label: 100 };
}
