import type { ContactPoint } from '#platform/objects/index.ts'
import { nameKey, nearKeys } from './company-name.ts'

/** By what two records can be the same. */
export const matchKinds = ['name', 'phone', 'taxNo', 'email', 'wechat', 'domain'] as const
export type MatchKind = (typeof matchKinds)[number]

/** The nouns that are compared. */
export const comparedNouns = ['customer', 'lead', 'contact'] as const
export type ComparedNoun = (typeof comparedNouns)[number]
export const isCompared = (name: string): name is ComparedNoun => (comparedNouns as readonly string[]).includes(name)

/** One key of a record, with the field that it comes from. */
export interface MatchKey {
  kind: MatchKind
  value: string
  /** Of a name: what nearly equal names have in common with it. */
  near: string[] | null
  path: string
}

/** The keys of a record by its values in API form; a lead that has ended has none. Without field: a noun that is not compared. */
export function keysOf(object: string, values: Record<string, unknown> | null): MatchKey[] {
  if (values === null || !isCompared(object)) return []
  if (object === 'lead' && (values.state === 'converted' || values.state === 'invalid')) return []
  const keys = [
    ...nameKeys(object, values),
    ...points(values.phones).map(point => keyOf('phone', 'phones', phoneValue(point))),
    ...textOf(values.taxNo).map(text => keyOf('taxNo', 'taxNo', text.toUpperCase())),
    ...points(values.emails).map(point => keyOf('email', 'emails', point.normalised)),
    ...points(values.wechats).map(point => keyOf('wechat', 'wechats', point.normalised)),
    ...(object === 'contact' ? [] : domains(values)),
  ]
  const seen = new Set<string>()
  return keys.filter(({ kind, value }) => value !== '' && !seen.has(`${kind} ${value}`) && seen.add(`${kind} ${value}`))
}

/** Keys in `now` that `before` did not have. */
export function newKeys(now: readonly MatchKey[], before: readonly MatchKey[]): MatchKey[] {
  const known = new Set(before.map(key => `${key.kind} ${key.value}`))
  return now.filter(key => !known.has(`${key.kind} ${key.value}`))
}

const keyOf = (kind: MatchKind, path: string, value: string): MatchKey => ({
  kind,
  value: value.slice(0, 400),
  near: null,
  path,
})

/** The name of a company; what persons are called says nothing of who they are. */
function nameKeys(object: ComparedNoun, values: Record<string, unknown>): MatchKey[] {
  const path = object === 'lead' ? 'company' : 'name'
  if (object === 'contact' || (object === 'customer' && values.kind === 'person')) return []
  return textOf(values[path]).map(text => ({ ...keyOf('name', path, nameKey(text)), near: nearKeys(text) }))
}

/** An extension belongs to the number: a switchboard is not the people behind it. */
const phoneValue = ({ normalised, extension }: ContactPoint): string =>
  extension ? `${normalised};${extension}` : normalised

const domains = (values: Record<string, unknown>): MatchKey[] =>
  [
    ...textOf(values.website).map(url => ({ path: 'website', host: hostOf(url) })),
    ...points(values.emails).map(point => ({ path: 'emails', host: point.normalised.split('@')[1] ?? '' })),
  ].flatMap(({ path, host }) => {
    const domain = host.toLowerCase().replace(/^www\d?\./, '')
    return domain.includes('.') && !publicHosts.has(domain) ? [keyOf('domain', path, domain)] : []
  })

function hostOf(url: string): string {
  return URL.canParse(url) ? new URL(url).hostname : ''
}

const points = (value: unknown): ContactPoint[] => (Array.isArray(value) ? (value as ContactPoint[]) : [])
const textOf = (value: unknown): string[] => (typeof value === 'string' && value.trim() !== '' ? [value.trim()] : [])

/** Where everybody has his mail, or his page. */
const publicHosts = new Set(
  `qq.com vip.qq.com foxmail.com 163.com vip.163.com 126.com vip.126.com yeah.net 188.com sina.com sina.cn
  vip.sina.com sohu.com tom.com 139.com 189.cn wo.cn 21cn.com aliyun.com 263.net gmail.com outlook.com
  hotmail.com live.com live.cn msn.com yahoo.com yahoo.com.cn yahoo.com.hk yahoo.com.tw icloud.com me.com
  proton.me protonmail.com mail.com gmx.com aol.com weibo.com taobao.com tmall.com 1688.com jd.com
  weixin.qq.com mp.weixin.qq.com alibaba.com made-in-china.com facebook.com linkedin.com github.com github.io`.split(
    /\s+/,
  ),
)
