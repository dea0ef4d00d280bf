/** Countries and areas by ISO 3166-1 alpha-2. Hong Kong, Macau and Taiwan are provinces in addresses of China. */
export const countryCodes: readonly string[] = (
  'CN AD AE AF AG AI AL AM AO AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT BW BY BZ CA CC CD CF CG CH CI CK CL CM ' +
  'CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH ER ES ET FI FJ FK FM FO FR GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GT GU GW GY ' +
  'HN HR HT HU ID IE IL IM IN IO IQ IR IS IT JE JM JO JP KE KG KH KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF ' +
  'MG MH MK ML MM MN MP MQ MR MS MT MU MV MW MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT PW PY QA RE ' +
  'RO RS RU RW SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TG TH TJ TK TL TM TN TO TR TT TV TZ UA UG US UY UZ VA VC ' +
  'VE VG VI VN VU WF WS YE YT ZA ZM ZW'
).split(' ')

/** The name of a country in a language; its code when it has none. */
export const countryName = (code: string, locale: 'zh' | 'en'): string => names(locale).of(code) ?? code

/** The code of a country by its name in Chinese or English, as people write it; undefined when no country is called so. */
export const countryNamed = (name: string): string | undefined => byName().get(folded(name))

/** How some are called beside their official names. */
const alsoCalled: Readonly<Record<string, readonly string[]>> = {
  US: ['USA', 'U.S.A.', 'U.S.', 'US', 'United States of America', 'America'],
  GB: ['UK', 'U.K.', 'Great Britain', 'England', 'Britain'],
  KR: ['Korea', 'Republic of Korea', '南韩'],
  AE: ['UAE', 'United Arab Emirates'],
  CN: ['PRC', "People's Republic of China", '中华人民共和国', '中国大陆', 'Mainland China'],
  CZ: ['Czech Republic'],
  TR: ['Turkey'],
  BR: ['Brasil'],
  PH: ['Philipines'],
}

const known = new Map<string, Intl.DisplayNames>()
function names(locale: 'zh' | 'en'): Intl.DisplayNames {
  const found = known.get(locale) ?? new Intl.DisplayNames([locale], { type: 'region' })
  known.set(locale, found)
  return found
}

let index: Map<string, string> | undefined
function byName(): Map<string, string> {
  index ??= new Map(
    countryCodes.flatMap(code =>
      [countryName(code, 'en'), countryName(code, 'zh'), ...(alsoCalled[code] ?? [])].map(
        name => [folded(name), code] as const,
      ),
    ),
  )
  return index
}

const folded = (name: string): string =>
  name
    .normalize('NFKC')
    .replace(/[\s.'’]/g, '')
    .toLowerCase()
