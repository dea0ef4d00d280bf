/** Case, spaces and width do not count; the same folding as `import_key` in the database. */
export const foldName = (name: string): string => name.normalize('NFKC').replace(/\s+/g, ' ').trim().toLowerCase()

/** Only letters and digits count: `GTXPro` and `GTX Pro`. */
export const looseName = (name: string): string => foldName(name).replace(/[^\p{L}\p{N}]/gu, '')

/**
 * Of the candidates the one that was probably meant, or undefined: the same letters and digits, or one or two typing errors in a long
 * word. Names that differ in a digit, or in a short word as a whole (`Agent A`, `Agent B`), are different names.
 */
export function nearest<T extends { title: string }>(written: string, candidates: readonly T[]): T | undefined {
  const loose = looseName(written)
  if (loose === '') return undefined
  const same = candidates.filter(candidate => looseName(candidate.title) === loose)
  if (same.length > 0) return same.length === 1 ? same[0] : undefined
  const close = candidates.filter(candidate => isTypingError(written, candidate.title))
  return close.length === 1 ? close[0] : undefined
}

/** How many characters must be put in, taken out, changed or swapped to make `b` of `a`. */
export function distance(a: string, b: string): number {
  const [from, to] = [[...a], [...b]]
  let [before, last]: [number[], number[]] = [[], Array.from({ length: to.length + 1 }, (_, index) => index)]
  for (let i = 1; i <= from.length; i++) {
    const row = [i]
    for (let j = 1; j <= to.length; j++) {
      const cost = from[i - 1] === to[j - 1] ? 0 : 1
      let best = Math.min((last[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, (last[j - 1] ?? 0) + cost)
      if (i > 1 && j > 1 && from[i - 1] === to[j - 2] && from[i - 2] === to[j - 1])
        best = Math.min(best, (before[j - 2] ?? 0) + 1)
      row.push(best)
    }
    ;[before, last] = [last, row]
  }
  return last[to.length] ?? 0
}

function isTypingError(a: string, b: string): boolean {
  const [one, other] = [foldName(a), foldName(b)]
  if (Math.abs(one.length - other.length) > 2 || digitsOf(one) !== digitsOf(other)) return false
  const [words, others] = [one.split(/[^\p{L}\p{N}]+/u), other.split(/[^\p{L}\p{N}]+/u)]
  if (words.length !== others.length) return isLong(one) && distance(one, other) === 1
  return words.every((word, index) => {
    const counterpart = others[index] ?? ''
    if (word === counterpart) return true
    return isLong(word) && isLong(counterpart) && distance(word, counterpart) <= (word.length >= 8 ? 2 : 1)
  })
}

const digitsOf = (text: string): string => text.replace(/\D/g, '')

/** Chinese names are short and one character makes another company or person of them; in letters a word of four can carry an error. */
const isLong = (word: string): boolean => word.length >= (/[\u3400-\u9fff]/.test(word) ? 6 : 4)
