import table from './regions.json' with { type: 'json' }

/** A province, city or district of China by its GB/T 2260 code. */
export interface Region {
  code: string
  name: string
  /** Syllables: `shen zhen shi`. */
  pinyin: string
  parts: Region[]
}

/** The names of a place's province, city and district, as far as its code goes. */
export interface Place {
  code: string
  province: string
  city: string | null
  district: string | null
}

/** All provinces with their cities and districts, in the order of their codes. */
export const provinces: readonly Region[] = grown()

const byCode = new Map<string, Region>()
for (const province of provinces)
  for (const one of [province, ...province.parts, ...province.parts.flatMap(city => city.parts)])
    byCode.set(one.code, one)

/** The region of a code, or undefined. */
export const regionOf = (code: string): Region | undefined => byCode.get(code)

/** The names that a code stands for; undefined for a code that nobody gave. */
export function placeOf(code: string): Place | undefined {
  const own = byCode.get(code)
  const province = byCode.get(`${code.slice(0, 2)}0000`)
  if (!own || !province) return undefined
  const city = byCode.get(`${code.slice(0, 4)}00`)
  return {
    code,
    province: province.name,
    city: !city || city === province || code.endsWith('0000') ? null : city.name,
    district: code.endsWith('00') ? null : own.name,
  }
}

/** The code's own digits without the zeros that say "all of it": 440000 → 44, 440300 → 4403. Codes of its parts begin so. */
export const codePrefix = (code: string): string => code.replace(/(00){1,2}$/, '')

/** Whether a city is only a row of the list (县, 省直辖县), or the municipality again, and is not said in an address. */
export const isUnsaid = (city: string, province: string): boolean =>
  city === province || /^(?:县|.*直辖县.*)$/.test(city)

function grown(): Region[] {
  const regions = new Map<string, Region>()
  for (const [code, [name = '', pinyin = '']] of Object.entries(table))
    regions.set(code, { code, name, pinyin, parts: [] })
  const roots: Region[] = []
  for (const region of regions.values()) {
    const { code } = region
    const parent = code.endsWith('00') ? `${code.slice(0, 2)}0000` : `${code.slice(0, 4)}00`
    if (code.endsWith('0000')) roots.push(region)
    else regions.get(parent)?.parts.push(region)
  }
  return roots
}
