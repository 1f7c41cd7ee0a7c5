const TIME = '(?:[01]?\\d|2[0-3]):[0-5]\\d(?::[0-5]\\d)?';
const MONTH = '(?:0?[1-9]|1[0-2])';
const DAY = '(?:0?[1-9]|[12]\\d|3[01])';
const DATE = [
  `\\d{4}年${MONTH}月${DAY}日`,
  `\\d{4}年${MONTH}月`,
  `${MONTH}月${DAY}日`,
  ...['-', '/', '\\.'].flatMap((dash) => [
    `\\d{4}${dash}${MONTH}${dash}${DAY}`,
    `\\d{4}${dash}${MONTH}`,
    `${MONTH}${dash}${DAY}`,
  ]),
].join('|');
const TIME_VALUE = `(?:(?:${DATE})\\s?)?${TIME}`;
const DATE_VALUE = `(?:${DATE})(?:\\s?${TIME})?`;

const whole = (pattern: string) => new RegExp(`^(?:${pattern})$`, 'u');
/** A range is written with the half-width tilde; WeChat refuses the full-width one. */
const maybeRange = (pattern: string) => whole(`(?:${pattern})(?:\\s?~\\s?(?:${pattern}))?`);

const RULES: Record<string, RegExp> = {
  thing: /^[^\p{Cc}\p{Cs}\u2028\u2029]{1,20}$/u,
  letter: /^[A-Za-z]{1,32}$/,
  symbol: /^[\p{P}\p{S}]{1,5}$/u,
  character_string: /^[0-9A-Za-z\p{P}\p{S} ]{1,32}$/u,
  time: maybeRange(TIME_VALUE),
  date: maybeRange(DATE_VALUE),
  amount: /^\p{Sc}?\d{1,10}(?:\.\d+)?元?$/u,
  phone_number: /^[\d\p{P}\p{S} ]{1,17}$/u,
  car_number: /^[\p{Script=Han}A-Za-z0-9](?:[A-Za-z0-9·-]{0,6}[\p{Script=Han}A-Za-z0-9])?$/u,
  phrase: /^\p{Script=Han}{1,5}$/u,
};

const NAME = /^[\p{Script=Han}A-Za-z\p{P}\p{S} ]+$/u;
const HAN = /\p{Script=Han}/u;

/** The type of a template key is its name without the number: `thing1`, `character_string3`. */
export function typeOfKey(key: string): string {
  return key.replace(/\d+$/, '');
}

export function isValidValue(key: string, value: string, choices: readonly string[] = []): boolean {
  const type = typeOfKey(key);
  if (type === 'enum') return choices.includes(value);
  if (type === 'number') return /^\d+(?:\.\d+)?$/.test(value) && value.replace('.', '').length <= 32;
  if (type === 'name') return NAME.test(value) && [...value].length <= (HAN.test(value) ? 10 : 20);
  return RULES[type]?.test(value) ?? false;
}
