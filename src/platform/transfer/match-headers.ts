import { hasMessage, translate } from '../i18n/index.ts'
import type { ObjectDefinition } from '../objects/index.ts'
import { declaredFieldLabel, fieldLabel } from '../overlay/field-words.ts'
import type { Context } from '../records/context.ts'
import { distance } from './likeness.ts'
import type { ImportTarget } from './targets.ts'

/** What a header was taken for, and for what else it might be. */
export interface HeaderMatch {
  field: string | null
  suggestions: string[]
}

/**
 * Which target each header means, by its name, its label in both languages, or a name that the object's module knows; upper case, spaces
 * and punctuation do not count. A target is given once: of two equal headers the second stays open.
 */
export function matchHeaders(
  ctx: Context,
  object: ObjectDefinition,
  targets: readonly ImportTarget[],
  headers: readonly string[],
): HeaderMatch[] {
  const names = new Map<string, string>()
  for (const target of targets)
    for (const name of namesOf(ctx, object, target)) if (!names.has(plain(name))) names.set(plain(name), target.name)
  // What the noun is called is its title, unless a field is called the same: the sum in a list of opening balances.
  for (const name of [object.name, ...both(`${object.name}.name`)])
    if (!names.has(plain(name)) && targets.some(target => target.name === object.title))
      names.set(plain(name), object.title)
  const taken = new Set<string>()
  const found = headers.map(header => {
    const name = names.get(plain(header))
    if (name === undefined || taken.has(name)) return null
    taken.add(name)
    return name
  })
  return headers.map((header, index) => ({
    field: found[index] ?? null,
    suggestions: found[index] ? [] : near(header, names).filter(name => !taken.has(name)),
  }))
}

/** The name that people see for a target. */
export function labelOf(
  { catalog, locale }: Pick<Context, 'catalog' | 'locale'>,
  object: ObjectDefinition,
  target: ImportTarget,
): string {
  const extra = `${object.name}.imports.${target.name}`
  return target.isExtra && hasMessage(locale, extra)
    ? translate(locale, extra)
    : fieldLabel(catalog, locale, object.name, target.name)
}

function namesOf(ctx: Context, object: ObjectDefinition, target: ImportTarget): string[] {
  const known = ctx.behaviour.importing[object.name]?.names?.[target.name] ?? []
  const labels = (['zh', 'en'] as const).flatMap(locale => [
    labelOf({ ...ctx, locale }, object, target),
    // A field that the company renamed is still known by the name it came with.
    declaredFieldLabel(locale, object.name, target.name) ?? [],
  ])
  // `id` is what other systems call their own numbers.
  return [...(target.name === 'id' ? [] : [target.name]), ...labels.flat(), ...known]
}

const both = (key: string): string[] =>
  (['zh', 'en'] as const).filter(locale => hasMessage(locale, key)).map(locale => translate(locale, key))

/** `Deal_Stage` and `deal stage` are one name; units in brackets do not count: `营业额（百万）`. */
const plain = (name: string): string => {
  const folded = name.normalize('NFKC').toLowerCase()
  const bare = folded.replace(/\(.*?\)|\[.*?\]/g, '').replace(/[^\p{L}\p{N}]/gu, '')
  return bare || folded.replace(/[^\p{L}\p{N}]/gu, '')
}

function near(header: string, names: ReadonlyMap<string, string>): string[] {
  const asked = plain(header)
  if (asked === '') return []
  const judged = [...names].flatMap(([name, target]) => {
    if (name === '') return []
    if (Math.min(name.length, asked.length) >= 2 && (name.includes(asked) || asked.includes(name)))
      return [{ target, far: Math.abs(name.length - asked.length) / 10 }]
    const far = distance(asked, name)
    return far <= Math.max(1, Math.floor(asked.length / 4)) ? [{ target, far }] : []
  })
  judged.sort((a, b) => a.far - b.far)
  return [...new Set(judged.map(({ target }) => target))].slice(0, 3)
}
