import { type Locale, translate } from '#platform/i18n/index.ts'
import type { Considered } from './choose.rules.ts'
import type { AssignmentKind } from './decided.ts'

/** An assignment as it is told. */
export interface Told {
  kind: AssignmentKind
  rule: { name: string; method?: string } | null
  user: { title: string } | null
  considered: readonly Considered[]
}

/** Why somebody got it, and why not the others, in one line: 按规则「华东」轮到李强；其他人：赵敏（休假）. */
export function whyWords(locale: Locale, { kind, rule, user, considered }: Told): string {
  const name = user?.title ?? ''
  const chosen = considered.find(one => one.why === 'chosen')
  const head =
    kind === 'rule'
      ? translate(locale, `assignments.why.${rule?.method ?? 'rule'}`, {
          rule: rule?.name ?? '',
          user: name,
          ...figures(locale, chosen),
        })
      : translate(locale, `assignments.why.${kind}`, { user: name })
  const others = considered.filter(one => one.why !== 'chosen')
  if (others.length === 0) return head
  const shown = others.slice(0, mostOthers).map(one => otherWords(locale, one))
  const rest = others.length - shown.length
  const list = [...shown, ...(rest > 0 ? [translate(locale, 'assignments.why.more', { count: rest })] : [])]
  return `${head}${translate(locale, 'assignments.why.others')}${list.join(translate(locale, 'assignments.why.comma'))}`
}

const mostOthers = 8

/** Why it was not this one: 赵敏（未结 50，已到上限）. */
const otherWords = (locale: Locale, one: Considered): string =>
  translate(locale, `assignments.why.not.${one.why}`, {
    user: one.user.title,
    open: one.open,
    cap: one.cap,
    ...figures(locale, one),
  })

/** Of one who was looked at: what he had, and why it was (not) he. */
export const consideredWords = (locale: Locale, one: Considered): string =>
  one.why === 'chosen'
    ? translate(locale, 'assignments.why.chosen', { open: one.open, cap: one.cap })
    : otherWords(locale, { ...one, user: { id: '', title: '' } })

const figures = (locale: Locale, one: Considered | undefined): Record<string, string | number> => ({
  open: one?.open ?? 0,
  won: new Intl.NumberFormat(locale, { maximumFractionDigits: 0 }).format(one?.won ?? 0),
  rate: one?.winRate === null || one?.winRate === undefined ? '—' : `${Math.round(one.winRate * 100)}%`,
})
