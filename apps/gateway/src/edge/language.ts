/** The languages that messages for people are written in. */
export type Language = 'en' | 'zh';

/** Chinese when Accept-Language likes it at least as much as any other language, else English. */
export function languageOf(accept: string | undefined): Language {
  if (accept === undefined) return 'en';
  let best: Language = 'en';
  let bestWeight = 0;
  for (const part of accept.slice(0, 500).split(',')) {
    const [tag = '', ...parameters] = part.trim().toLowerCase().split(';');
    const q = parameters.map((p) => /^\s*q=([\d.]+)\s*$/.exec(p)?.[1]).find((value) => value !== undefined);
    const weight = q === undefined ? 1 : Number(q);
    if (tag && weight > bestWeight) {
      best = tag === 'zh' || tag.startsWith('zh-') ? 'zh' : 'en';
      bestWeight = weight;
    }
  }
  return best;
}
