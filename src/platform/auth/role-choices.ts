import { hasMask } from '../access/masks.ts'
import { translate } from '../i18n/index.ts'
import type { ObjectDefinition } from '../objects/index.ts'
import { nounsWithRights } from '../companies/default-roles.ts'
import type { Context } from '../records/index.ts'
// Rights that it names have their words there.
import '../consent/words.ts'

/** What a role may say, in the words of whoever edits it. */
export interface RoleChoices {
  nouns: {
    name: string
    label: string
    /** Whether scopes differ: a noun without owner is everybody's. */
    owned: boolean
    rights: { name: string; label: string }[]
    fields: { name: string; label: string; canMask: boolean }[]
  }[]
  /** Rights that are no matter of single records. */
  program: { name: string; label: string }[]
}

const standard = ['read', 'create', 'update', 'remove', 'restore', 'import', 'export', 'unmask']

/** Rights that are about the company and the program, not about a noun. */
export const programRights = [
  'import.run',
  'import.history',
  'duplicate.override',
  'report.read',
  'view.share',
  'settings.update',
  'company.reset',
  'audit.read',
  'export.consent',
  'personalData.export',
  'personalData.erase',
  'option.create',
  'account.assign',
  'role.assign',
  'role.create',
  'role.update',
  'role.remove',
  'user.viewAs',
  'handover.run',
  'month.close',
  'key.revoke',
] as const

/** Every noun with its rights and fields, and every right of the program. */
export function roleChoices(ctx: Context): RoleChoices {
  const objects = nounsWithRights(ctx).flatMap(name => ctx.catalog.objects.get(name) ?? [])
  return {
    nouns: objects.map(object => ({
      name: object.name,
      label: translate(ctx.locale, `${object.name}.plural`),
      owned: object.owned,
      rights: [
        ...standard.map(name => ({ name, label: translate(ctx.locale, `record.verbs.${name}`) })),
        ...verbsOf(ctx, object),
      ],
      fields: [object, ...linesOf(ctx, object)].flatMap(one =>
        fieldsOf(ctx, one, one === object ? '' : nameOf(ctx, one)),
      ),
    })),
    program: programRights.map(name => ({ name, label: translate(ctx.locale, `rights.${name}`) })),
  }
}

const verbsOf = (ctx: Context, object: ObjectDefinition): { name: string; label: string }[] =>
  ctx.catalog.verbs
    .filter(verb => verb.object.name === object.name)
    .map(({ verb }) => ({ name: verb, label: translate(ctx.locale, `${object.name}.verbs.${verb}.label`) }))

/** Lines have no rights of their own, but their fields have. */
const linesOf = (ctx: Context, object: ObjectDefinition): ObjectDefinition[] =>
  [...ctx.catalog.objects.values()].filter(one => one.lineOf?.object === object.name)

const nameOf = (ctx: Context, object: ObjectDefinition): string => translate(ctx.locale, `${object.name}.name`)

const fieldsOf = (ctx: Context, object: ObjectDefinition, of: string): RoleChoices['nouns'][number]['fields'] =>
  Object.entries(object.fields)
    .filter(([name]) => object.lineOf?.field !== name)
    .map(([name, field]) => ({
      name: `${object.name}.${name}`,
      label: [of, translate(ctx.locale, `${object.name}.fields.${name}`)].filter(Boolean).join(' · '),
      canMask: hasMask(field),
    }))
