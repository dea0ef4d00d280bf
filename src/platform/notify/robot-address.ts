import { Problem } from '../errors.ts'

export const vendors = ['wecom', 'dingtalk', 'feishu'] as const
export type Vendor = (typeof vendors)[number]

/** Where each vendor takes messages for its robots. */
const places: Record<Vendor, { host: string; path: string }> = {
  wecom: { host: 'qyapi.weixin.qq.com', path: '/cgi-bin/webhook/send' },
  dingtalk: { host: 'oapi.dingtalk.com', path: '/robot/send' },
  feishu: { host: 'open.feishu.cn', path: '/open-apis/bot/v2/hook/' },
}

/**
 * The address of a robot, if we may send there: its vendor's own over https, or a host that the operator allows (`ROBOT_HOSTS`), with any
 * port. @throws Problem `robot.address_refused` (422) for any other, however it is spelled
 */
export function robotUrl(
  vendor: Vendor,
  address: string,
  allowedHosts: readonly string[],
): { url: URL; isTrusted: boolean } {
  const { host, path } = places[vendor]
  const url = URL.parse(address.trim())
  const refused = new Problem(422, 'robot.address_refused', { params: { example: `https://${host}${path}` } })
  if (!url || url.username !== '' || url.password !== '') throw refused
  if (/^https?:$/.test(url.protocol) && allowedHosts.includes(url.hostname)) return { url, isTrusted: true }
  const isVendors =
    url.protocol === 'https:' && url.hostname === host && url.port === '' && url.pathname.startsWith(path)
  if (!isVendors) throw refused
  return { url, isTrusted: false }
}
