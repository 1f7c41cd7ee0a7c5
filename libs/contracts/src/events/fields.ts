import { z } from 'zod';

/** A decimal id. */
export const id = z.string().regex(/^\d{1,20}$/);
/** Fen; the unit is part of the contract, so that nobody goes over to yuan unnoticed. */
export const fen = z.int().nonnegative().meta({ unit: 'fen' });
/** ISO 8601, UTC, milliseconds. */
export const instant = z.iso.datetime({ precision: 3 });
