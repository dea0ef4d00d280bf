import { countryName, countryNamed } from './countries.ts'
import { isUnsaid, type Place, placeOf, provinces, type Region } from './regions.ts'

/** Where something is: in China by code and names, elsewhere by country and text. */
export interface Address {
  /** ISO 3166-1; null when nobody said. */
  country: string | null
  /** GB/T 2260 code of the district, or of the city or province when no more is known. */
  code: string | null
  province: string | null
  city: string | null
  district: string | null
  street: string | null
  /** The whole in one line, as it stands in a file; read again it is the same address. */
  text: string
}

/**
 * An address as people write it in one line: 广东省深圳市南山区科技园1号, 深圳南山区, Kenya, "Germany, Berlin". Read until its own line says
 * the same (北京北京北京路 names its city once too often), so that what goes out in a file comes back as it was.
 */
export function readAddress(written: string): Address {
  let read = readOnce(written)
  for (;;) {
    const again = readOnce(read.text)
    // Each reading takes a name from the beginning, so the line grows no longer and this ends.
    if (again.text.length >= read.text.length) return read
    read = again
  }
}

function readOnce(written: string): Address {
  const text = tidy(written)
  const abroad = readAbroad(text)
  if (abroad && abroad.country !== 'CN') return address(abroad.country, undefined, abroad.rest)
  const { place, rest } = readPlace(abroad ? abroad.rest : text)
  const country = abroad || place || /\p{Script=Han}/u.test(text) ? 'CN' : null
  return address(country, place, rest)
}

/** An address of its parts, with its one line. */
export function address(country: string | null, given: Place | undefined, street: string): Address {
  const tidied = tidy(street)
  // A municipality's only city, without a district, is the municipality.
  const isWhole = given?.district === null && given.city !== null && isUnsaid(given.city, given.province)
  const place = isWhole ? placeOf(`${given.code.slice(0, 2)}0000`) : given
  const parts = {
    country,
    code: place?.code ?? null,
    province: place?.province ?? null,
    city: place?.city ?? null,
    district: place?.district ?? null,
    street: tidied === '' ? null : tidied,
  }
  return { ...parts, text: lineOf(parts) }
}

const tidy = (text: string): string =>
  text
    .normalize('NFC')
    .replace(/\s+/g, ' ')
    .replace(/^[,，/、·\s]+|\s+$/g, '')

function lineOf({ country, province, city, district, street }: Omit<Address, 'text'>): string {
  if (country !== null && country !== 'CN') return [countryName(country, 'en'), street ?? ''].filter(Boolean).join(', ')
  // The country is said where the rest would not be read as a place in it.
  const isPlain = province !== null || (/\p{Script=Han}/u.test(street ?? '') && !readAbroad(street ?? ''))
  if (country === 'CN' && !isPlain) return [countryName('CN', 'en'), street ?? ''].filter(Boolean).join(', ')
  const said = city !== null && !isUnsaid(city, province ?? '') ? city : ''
  return `${province ?? ''}${said}${district ?? ''}${street ?? ''}`
}

/** A country at the beginning, alone or before a comma; 中国 also before the rest. */
function readAbroad(text: string): { country: string; rest: string } | undefined {
  const whole = countryNamed(text)
  if (whole) return { country: whole, rest: '' }
  const [, first = '', rest = ''] = /^([^,，]+)[,，]\s*(.*)$/s.exec(text) ?? []
  const country = first ? countryNamed(first) : undefined
  if (country) return { country, rest }
  const home = /^(?:中国|中华人民共和国)[\s,，]*(?=.)/.exec(text)
  return home ? { country: 'CN', rest: text.slice(home[0].length) } : undefined
}

/** The regions that a text begins with, from the largest down, and what follows them. */
function readPlace(text: string): { place: Place | undefined; rest: string } {
  const first = begins(text, provinces)
  if (!first) return readFromCity(text)
  const { region: province, rest: afterProvince } = first
  const second = begins(
    afterProvince,
    province.parts.filter(city => !isUnsaid(city.name, '')),
  )
  const city = second?.region
  const afterCity = second?.rest ?? afterProvince
  const third = begins(
    afterCity,
    city && !isUnsaid(city.name, province.name) ? city.parts : allParts(province),
    'whole',
  )
  const deepest = third ?? second ?? first
  return { place: placeOf(deepest.region.code), rest: deepest.rest }
}

/** 深圳市南山区: the province is not said. */
function readFromCity(text: string): { place: Place | undefined; rest: string } {
  const city = begins(text, allCities)
  if (!city) return { place: undefined, rest: text }
  const district = begins(city.rest, city.region.parts, 'whole')
  const deepest = district ?? city
  return { place: placeOf(deepest.region.code), rest: deepest.rest }
}

const allCities = provinces.flatMap(province => province.parts.filter(city => !isUnsaid(city.name, province.name)))

/** Districts of a province whose name stands for one place only. */
const allParts = (province: Region): Region[] => {
  const districts = province.parts.flatMap(city => city.parts)
  return districts.filter(one => districts.every(other => other === one || other.name !== one.name))
}

/** The region, of several, that a text begins with: by its whole name, or by its short one unless that is the name of a street. */
function begins(
  text: string,
  regions: readonly Region[],
  names: 'whole' | 'short' = 'short',
): { region: Region; rest: string } | undefined {
  const from = text.replace(/^[\s,，/·、-]+/, '')
  const fits = (name: string): boolean => name.length > 1 && from.startsWith(name)
  const candidates = regions.flatMap(region => {
    if (fits(region.name)) return [{ region, length: region.name.length }]
    const plain = shortName(region.name)
    const short = region.name.endsWith('自治州') && fits(`${plain}州`) ? `${plain}州` : plain
    const isShort = names === 'short' && fits(short) && !isStreet.test(from.slice(short.length))
    return isShort ? [{ region, length: short.length }] : []
  })
  const longest = candidates.toSorted((a, b) => b.length - a.length)[0]
  return longest && { region: longest.region, rest: from.slice(longest.length) }
}

/** What follows the name of a place in 北京东路, 南京路, 海南镇. */
const isStreet = /^[东西南北中]?[一二三四五六七八九十]?(?:大?[路街道]|巷|弄|桥|村|里|镇|乡|区|县)/

/** 广西壮族自治区 → 广西, 延边朝鲜族自治州 → 延边, 西藏自治区 → 西藏, 深圳市 → 深圳. */
function shortName(name: string): string {
  const known = short.get(name)
  if (known !== undefined) return known
  const plain = name.replace(/(?:特别行政区|自治区|自治州|省|市|地区|盟)$/, '')
  const withoutPeople = plain === name ? name : plain.replace(peoples, '')
  const made = withoutPeople.length > 1 ? withoutPeople : plain
  short.set(name, made)
  return made
}
const peoples =
  /(?:(?:朝鲜|土家|苗|藏|羌|彝|哈尼|壮|傣|白|景颇|傈僳|布依|侗|回|蒙古|哈萨克|柯尔克孜|维吾尔|黎|瑶)族?)+$/
const short = new Map<string, string>()

/** Whether one code lies within another: 440305 in 440300. */
export const isWithin = (code: string, outer: string): boolean => code.startsWith(outer.replace(/(?:00){1,2}$/, ''))
