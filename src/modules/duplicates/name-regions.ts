import { provinces, type Region } from '#platform/fields/regions.ts'

/** A place found in a name: how many characters it takes there, and the code that it stands for (its own words where several places are called so). */
export interface FoundPlace {
  length: number
  code: string
}

/** Where in a name one looks: at its head, right behind a place (its code), or in the midst of it. */
export interface Whereabouts {
  isHead: boolean
  within: string | null
}

/**
 * The longest place that begins here. Provinces and whole names of cities are known anywhere; cities as people call them where a name begins or ends;
 * districts and counties only behind the place to which they belong: too many of them are words like others.
 */
export function placeAt(characters: readonly string[], start: number, where: Whereabouts): FoundPlace | null {
  for (let length = Math.min(longest, characters.length - start); length >= 2; length--) {
    const word = characters.slice(start, start + length).join('')
    const isAtEnd = where.isHead || where.within !== null || start + length === characters.length
    const code = whole.get(word) ?? (isAtEnd ? said.get(word) : undefined) ?? narrowCode(word, where)
    if (code) return { length, code }
  }
  return null
}

/** Of these codes those of which no other is a part, in order: 江苏 and 苏州 are 苏州. */
export const nearest = (codes: readonly string[]): string[] =>
  [...new Set(codes)].filter(code => !codes.some(other => other !== code && isPartOf(other, code))).sort()

const isPartOf = (part: string, whole: string): boolean => /^\d{6}$/.test(whole) && part.startsWith(stem(whole))
const stem = (code: string): string => code.replace(/(?:00){1,2}$/, '')

const peoples =
  /(?<=..)(?:壮|回|维吾尔|蒙古|朝鲜|土家|苗|布依|侗|藏|羌|彝|哈尼|傣|白|景颇|傈僳|哈萨克|柯尔克孜|满|黎|瑶|畲|撒拉|东乡|保安|裕固|达斡尔|纳西|拉祜|佤|布朗|独龙|怒|普米|仡佬|水|毛南|仫佬|锡伯|塔吉克|各)族?.*$/u

/** What people call a place, though it is more often another word. */
const otherWords = new Set(['阿里', '东方', '新民', '和平', '长安'])

/** Codes by name: of provinces and whole cities, of cities as people call them, of everything below. */
const whole = new Map<string, string>()
const said = new Map<string, string>()
const narrow = new Map<string, string[]>()
for (const province of provinces) {
  for (const name of namesOf(province)) whole.set(name, province.code)
  for (const city of province.parts) {
    // A municipality stands there twice; 县 and 省直辖县 are rows of the list and no names.
    const isItself = city.name === province.name || /^(?:县|.*直辖县.*)$/.test(city.name)
    if (!isItself) enter(city)
    for (const county of city.parts) {
      if (county.name.endsWith('市')) enter(county)
      for (const name of namesOf(county)) narrow.set(name, [...(narrow.get(name) ?? []), county.code])
    }
  }
}
whole.set('中国', 'CN').set('china', 'CN')
const longest = Math.max(...[...whole.keys(), ...said.keys(), ...narrow.keys()].map(name => [...name].length))

function enter(city: Region): void {
  for (const name of namesOf(city))
    if (name === city.name) whole.set(name, whole.get(name) ?? city.code)
    else if (!otherWords.has(name)) said.set(name, said.get(name) ?? city.code)
}

function narrowCode(word: string, { isHead, within }: Whereabouts): string | null {
  const codes = narrow.get(word)
  if (!codes) return null
  const inside = within === null ? undefined : codes.find(code => code.startsWith(stem(within)))
  if (inside) return inside
  if (!isHead || !/[区县旗]$/u.test(word)) return null
  return codes.length === 1 ? (codes[0] ?? null) : word
}

/** A place's name, and the name as people say it: 苏州市 and 苏州, 延边朝鲜族自治州 and 延边. */
function namesOf({ name }: Region): string[] {
  const short = name
    .replace(/特别行政区$|自治[区州县旗]$|地区$|新区$|林区$|[省市区县盟旗]$/u, '')
    .replace(name.includes('自治') ? peoples : /^$/u, '')
  return [...new Set([name, [...short].length >= 2 ? short : name])]
}
