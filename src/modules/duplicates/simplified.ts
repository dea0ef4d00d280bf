// The characters of OpenCC's TSCharacters (Apache-2.0): each of `traditional` is the one of `simplified` at the same place.
import table from './simplified.json' with { type: 'json' }

const simplifiedOf = new Map<string, string>()
const simple = [...table.simplified]
for (const [index, character] of [...table.traditional].entries())
  simplifiedOf.set(character, simple[index] ?? character)

/** The text in simplified characters, character by character: 華星科技 → 华星科技. */
export const simplified = (text: string): string => [...text].map(one => simplifiedOf.get(one) ?? one).join('')
