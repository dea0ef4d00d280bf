/** Several words in one cell of a file, as choices, tags and files have them. */
export const joinWords = (words: readonly string[]): string => words.join(';')

/**
 * The words of a cell in which several stand: `A;B`, `A；B`, one per line, or, when none of these parts them, `A、B` and `A,B`. Empty
 * ones and doubles are left out.
 */
export function splitWords(cell: string): string[] {
  const strong = cell.split(/[;；\n]/)
  const parts = strong.length > 1 ? strong : cell.split(/[、,，]/)
  return [...new Set(parts.map(part => part.trim()).filter(part => part !== ''))]
}
