/** An amount in fen (1/100 CNY), a safe integer. */
export type Fen = number;

/** Parses fen from a number or a decimal string; throws RangeError when it is not a safe integer. */
export function fen(value: number | string): Fen {
  const amount = typeof value === 'number' ? value : Number(value);
  if (value === '' || !Number.isSafeInteger(amount)) throw new RangeError(`not an amount in fen: ${value}`);
  return amount;
}

/** A unit price in fen times a quantity, in fen. */
export function timesFen(price: Fen, quantity: number): Fen {
  return fen(price * quantity);
}

/** The sum of amounts in fen. */
export function sumFen(amounts: Iterable<Fen>): Fen {
  let sum = 0;
  for (const amount of amounts) sum += amount;
  return fen(sum);
}
