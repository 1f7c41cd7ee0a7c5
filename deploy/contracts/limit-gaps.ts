/** One end of a range; `open` when the limit itself is outside. */
export interface Limit {
  readonly at: number;
  readonly open: boolean;
}

/** Says that values below the reader's range may occur, in words made of its limit; undefined when none can. */
export function below(written: Limit, read: Limit, words: (limit: string) => string): string | undefined {
  const reaches = written.at < read.at || (written.at === read.at && read.open && !written.open);
  return reaches ? words(read.open ? `${read.at} or less` : `less than ${read.at}`) : undefined;
}

/** Says that values above the reader's range may occur, in words made of its limit; undefined when none can. */
export function above(written: Limit, read: Limit, words: (limit: string) => string): string | undefined {
  const reaches = written.at > read.at || (written.at === read.at && read.open && !written.open);
  return reaches ? words(read.open ? `${read.at} or more` : `more than ${read.at}`) : undefined;
}

/** A limit that is itself inside; `none` stands for a missing one. */
export function closed(at: number | undefined, none: number): Limit {
  return { at: at ?? none, open: false };
}
