/** A phone number of which only the ends are shown, like 189****1234. */
export function maskedPhone(phone: string): string {
  const digits = phone.replaceAll(/\D/g, '').slice(-11);
  return digits.length < 8 ? '' : `${digits.slice(0, -8)}****${digits.slice(-4)}`;
}
