/** A LIKE pattern (with ESCAPE '!') that finds a word anywhere; the wildcards in it are only characters. */
export function likeWord(word: string): string {
  return `%${word.replaceAll(/[!%_]/g, '!$&')}%`;
}
