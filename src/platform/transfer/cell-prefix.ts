// A spreadsheet takes a cell that begins with = + - @ for a formula. Export puts an apostrophe before such text, import takes exactly that
// apostrophe off again, so that a round trip changes nothing.

/** Begins, after apostrophes and spaces, like a formula; in full width too. */
const dangerous = /^'*\s*[=+\-@＝＋－＠]|^'*[\t\r]/
/** A number or phone numbers: no formula, whatever they begin with. */
const harmless = /^\s*[+-]?[\d\s().,;+-]+%?$/

const isRisky = (text: string): boolean => dangerous.test(text) && !harmless.test(text.replace(/^'+/, ''))

/** The text as a cell that no spreadsheet runs. */
export const guardCell = (text: string): string => (isRisky(text) ? `'${text}` : text)

/** The text that was guarded. */
export const unguardCell = (cell: string): string => (cell.startsWith("'") && isRisky(cell) ? cell.slice(1) : cell)
