import { readAddress } from '#platform/fields/written-address.ts'
import { codePrefix } from '#platform/fields/regions.ts'

/** Words as people separate them: 、 , ， ; ； and new lines. */
export const wordsOf = (text: string | null | undefined): string[] =>
  (text ?? '')
    .split(/[、,，;；\n]+/u)
    .map(word => word.trim())
    .filter(word => word !== '')

/** The regions that a text names, as prefixes of GB/T 2260 codes (33, 3205), and the words that name none. */
export function regionsIn(text: string | null | undefined): { prefixes: string[]; strange: string[] } {
  const read = wordsOf(text).map(word => ({ word, ...readAddress(word) }))
  return {
    prefixes: read.flatMap(({ code, street }) => (code !== null && street === null ? [codePrefix(code)] : [])),
    strange: read.filter(({ code, street }) => code === null || street !== null).map(({ word }) => word),
  }
}
