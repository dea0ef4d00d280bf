/** What a browser says of itself in two words, `Chrome · Windows`; null when it says nothing that we know. */
export function deviceName(userAgent: string | null): string | null {
  if (!userAgent) return null
  const named = (names: readonly (readonly [RegExp, string])[]) => names.find(([form]) => form.test(userAgent))?.[1]
  const words = [named(browsers), named(systems)].filter(word => word !== undefined)
  return words.length > 0 ? words.join(' · ') : null
}

/** More special ones first: nearly all say that they are Chrome and Safari, too. */
const browsers = [
  [/MicroMessenger/, '微信 WeChat'],
  [/wxwork/i, '企业微信 WeCom'],
  [/DingTalk/i, '钉钉 DingTalk'],
  [/Lark|Feishu/i, '飞书 Feishu'],
  [/Edg\//, 'Edge'],
  [/OPR\//, 'Opera'],
  [/Firefox\//, 'Firefox'],
  [/Chrome\//, 'Chrome'],
  [/Safari\//, 'Safari'],
] as const

const systems = [
  [/HarmonyOS/, 'HarmonyOS'],
  [/Android/, 'Android'],
  [/iPhone/, 'iPhone'],
  [/iPad/, 'iPad'],
  [/Windows/, 'Windows'],
  [/Mac OS X/, 'macOS'],
  [/Linux/, 'Linux'],
] as const
