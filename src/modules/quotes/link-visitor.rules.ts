/** From which network somebody came, roughly: never the whole address. `203.0.113.7` → `203.0.113.*`, of IPv6 the first three groups. */
export function coarseAddress(address: string): string {
  const mapped = address.replace(/^::ffff:(?=\d+\.)/i, '')
  const parts = mapped.split('.')
  if (parts.length === 4) return `${parts.slice(0, 3).join('.')}.*`
  const [head = ''] = mapped.split('::')
  const groups = head.split(':').filter(Boolean)
  return `${groups.slice(0, 3).join(':') || ':'}:*`
}

/** What kind of device a browser says it is: `iPhone · WeChat`, `Windows · Chrome`; empty when it says nothing that we know. */
export function deviceOf(userAgent: string | undefined): string {
  const said = userAgent ?? ''
  return [named(said, systems), named(said, browsers)].filter(Boolean).join(' · ')
}

/** Programs that fetch a page to show what it is about, or to look for danger: nobody has read it then. */
export const isRobot = (userAgent: string | undefined): boolean =>
  !userAgent || /bot|spider|crawl|preview|facebookexternalhit|curl|wget|python|headless|scan/i.test(userAgent)

const systems: readonly [RegExp, string][] = [
  [/iPhone/, 'iPhone'],
  [/iPad/, 'iPad'],
  [/HarmonyOS|OpenHarmony/, 'HarmonyOS'],
  [/Android/, 'Android'],
  [/Windows/, 'Windows'],
  [/Mac OS X|Macintosh/, 'Mac'],
  [/Linux/, 'Linux'],
]

/** In order: WeChat and DingTalk say that they are Chrome or Safari, too. */
const browsers: readonly [RegExp, string][] = [
  [/wxwork/i, 'WeCom'],
  [/MicroMessenger/, 'WeChat'],
  [/DingTalk/, 'DingTalk'],
  [/Edg\//, 'Edge'],
  [/Firefox\//, 'Firefox'],
  [/Chrome\//, 'Chrome'],
  [/Safari\//, 'Safari'],
]

const named = (said: string, known: readonly [RegExp, string][]): string =>
  known.find(([sign]) => sign.test(said))?.[1] ?? ''
