import { z } from 'zod';

/** A decimal id. */
export const id = z.string().regex(/^\d{1,20}$/);
/** Fen. */
export const fen = z.int().nonnegative();
/** ISO 8601, UTC, milliseconds. */
export const instant = z.iso.datetime({ precision: 3 });
