/** What stands where a person's words stood. */
export const erasedMark = '〔已删除〕'

/** Finds words wherever they stand: by PostgreSQL in text and in JSON as it is written, and here to take them out. */
export interface WordFinder {
  /** For `~*` of PostgreSQL, on text. */
  inText: string
  /** The same on JSON as text, where quotes and line ends are escaped. */
  inJson: string
  replace: (text: string) => string
}

/** Null where there is nothing to find. Longer words come first, so that none leaves a part of another behind; digits are found with gaps too. */
export function wordFinder(words: readonly string[]): WordFinder | null {
  const sorted = [...new Set(words.map(word => word.trim()).filter(word => word.length >= 2))].sort(
    (a, b) => b.length - a.length,
  )
  if (sorted.length === 0) return null
  const pattern = new RegExp(sorted.map(patternOf).join('|'), 'giu')
  return {
    inText: sorted.map(patternOf).join('|'),
    inJson: sorted.map(word => patternOf(JSON.stringify(word).slice(1, -1))).join('|'),
    replace: text => text.replace(pattern, erasedMark),
  }
}

/** The value with the words taken out of every text in it; keys stay. */
export function scrubbed(value: unknown, finder: WordFinder): unknown {
  if (typeof value === 'string') return finder.replace(value)
  if (Array.isArray(value)) return value.map(one => scrubbed(one, finder))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, scrubbed(inner, finder)]))
}

/** A number is written with gaps and hyphens as one likes; everything else as it is. */
function patternOf(word: string): string {
  const digits = word.replace(/^\+86/, '').replace(/[\s-]/g, '')
  if (/^\d{7,15}$/.test(digits)) return [...digits].join('[ -]?')
  return word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
}
