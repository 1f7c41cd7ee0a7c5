/** What WeChat thinks of a text. Which words it minds is not told; here it minds these, so that tests and people can bring every answer about. */
const WORDS = {
  '[risky]': { suggest: 'risky', label: 20_001 },
  '[review]': { suggest: 'review', label: 21_000 },
} as const;

export interface TextVerdict {
  readonly suggest: 'pass' | 'review' | 'risky';
  readonly label: number;
  readonly keyword?: string;
}

export function judgeText(text: string): TextVerdict {
  for (const [keyword, verdict] of Object.entries(WORDS)) if (text.includes(keyword)) return { ...verdict, keyword };
  return { suggest: 'pass', label: 100 };
}
