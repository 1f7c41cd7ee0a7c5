import { decodeCursor, DomainError, type ErrorDetail } from '@minisuite/kernel';

const DEFAULT_LIMIT = 20;
const MAX_LIMIT = 100;
const MAX_QUERY = 64;
const MAX_CATEGORY = 32;

export interface ProductFilter {
  readonly category: string;
  /** Each has to occur in the title. */
  readonly words: readonly string[];
  readonly limit: number;
  /** The id that the page comes after. */
  readonly before: string | null;
}

/** Throws VALIDATION_FAILED; zero and empty mean "not asked for". */
export function productFilter(asked: {
  category: string;
  query: string;
  limit: number;
  cursor: string;
}): ProductFilter {
  const limit = asked.limit === 0 ? DEFAULT_LIMIT : asked.limit;
  const details: ErrorDetail[] = [];
  if (!Number.isInteger(limit) || limit < 1 || limit > MAX_LIMIT) {
    details.push({ path: 'limit', message: `must be 1 to ${MAX_LIMIT}` });
  }
  if (asked.query.length > MAX_QUERY) details.push({ path: 'q', message: `must have at most ${MAX_QUERY} characters` });
  if (asked.category.length > MAX_CATEGORY) {
    details.push({ path: 'category', message: `must have at most ${MAX_CATEGORY} characters` });
  }
  if (details.length > 0) throw new DomainError('invalid', 'VALIDATION_FAILED', 'The list is not valid.', details);
  const words = asked.query.split(/\s+/).filter(Boolean);
  return { category: asked.category, words, limit, before: decodeCursor(asked.cursor) };
}
