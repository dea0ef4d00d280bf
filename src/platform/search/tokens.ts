import { pinyin } from 'pinyin-pro'

/**
 * The haystack of a text: the text itself, its pinyin and its initials, each folded (lower case, half width, no spaces and marks), joined by
 * `|`. A surname with two readings (单, 曾, 仇, 解) stands with both.
 */
export function haystackOf(value: string): string {
  const text = fold(value)
  if (!/\p{Script=Han}/u.test(value)) return text
  const readings = new Set([text])
  for (const surname of ['off', 'head'] as const) {
    const syllables = pinyin(value, { toneType: 'none', type: 'array', nonZh: 'consecutive', surname, v: true })
    readings.add(fold(syllables.join('')))
    readings.add(fold(syllables.map(syllable => [...syllable][0] ?? '').join('')))
  }
  return [...readings].filter(part => part !== '').join('|')
}

/** The two-character pieces of a haystack (one for a part of a single character). */
export function tokensOf(haystack: string): string[] {
  const tokens = new Set<string>()
  for (const part of haystack.split('|')) for (const token of pieces(part)) tokens.add(token)
  return [...tokens]
}

/** How people's query is folded before it is compared with haystacks; empty when fewer than two characters are left. */
export function foldQuery(query: string): string {
  const folded = fold(query).replaceAll('|', '')
  return [...folded].length < 2 ? '' : folded
}

/** The pieces that a record must have to match a folded query. */
export const queryTokens = (folded: string): string[] => [...new Set(pieces(folded))]

/** The haystack and tokens of a phone number: found by its beginning from four digits on, and by its tail. */
export function phoneTokens(normalised: string): { haystack: string; tokens: string[] } {
  const digits = normalised.replace(/\D/g, '')
  const national = digits.startsWith('86') ? digits.slice(2) : digits
  const tokens = new Set<string>([`$${digits.slice(-4)}`])
  for (const form of new Set([digits, national, `0${national}`]))
    for (let length = 4; length <= form.length; length++) tokens.add(`^${form.slice(0, length)}`)
  return { haystack: `${national}|${digits}`, tokens: [...tokens] }
}

/** The token by which a number as typed is looked up: a whole number or its beginning, or (`tail`) its last four digits. */
export function phoneQuery(query: string): { digits: string; start: string; tail: string } | null {
  const written = query.normalize('NFKC').trim()
  if (!/^[+\d][\d\s()-]*$/.test(written)) return null
  const digits = written.replace(/\D/g, '')
  return digits.length < 4 ? null : { digits, start: `^${digits}`, tail: `$${digits.slice(-4)}` }
}

const fold = (text: string): string =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s\p{P}\p{S}]+/gu, '')

function pieces(part: string): string[] {
  const characters = [...part]
  if (characters.length === 1) return characters
  return characters.slice(1).map((character, index) => `${characters[index]}${character}`)
}
