import { addScopes, type Granted, scopeOf, scopesIn } from '#platform/access/actor.ts'
import { roleChoices } from '#platform/auth/role-choices.ts'
import { defaultRoles, type DefaultRole } from '#platform/companies/default-roles.ts'
import { translate } from '#platform/i18n/index.ts'
import { mergeCatalog } from '#platform/objects/catalog.ts'
import { noOverlay } from '#platform/objects/overlay.ts'
import type { Context } from '#platform/records/index.ts'
import { app } from '#src/app.ts'

type Locale = 'zh' | 'en'

const words = {
  zh: {
    everything: '一切，包括设置、账号和角色。',
    program: '程序',
    noun: '对象',
    rights: '权限',
    and: '、',
    all: '全部操作',
  },
  en: {
    everything: 'Everything, settings, accounts and roles included.',
    program: 'Program',
    noun: 'Noun',
    rights: 'Rights',
    and: ', ',
    all: 'everything',
  },
} as const

/** The roles that a new company has, each with its rights, as a piece of Markdown: what stands in the guide between its marks. */
export function rolesAsMarkdown(locale: Locale): string {
  const objects = app.modules.flatMap(module => module.objects)
  const verbs = app.behaviour.actions.map(action => action.definition)
  const catalog = mergeCatalog(objects, verbs, noOverlay)
  const ctx = { catalog, behaviour: app.behaviour, locale } as Context
  return defaultRoles(ctx)
    .map(role => `### ${role.name[locale]}\n\n${rightsOf(ctx, role)}`)
    .join('\n\n')
}

function rightsOf(ctx: Context, { grants }: DefaultRole): string {
  const said = words[ctx.locale]
  if (grants['*'] === 'all') return said.everything
  const { nouns, program } = roleChoices(ctx)
  const rows = nouns.flatMap(({ name, label, rights }) => {
    const everything = grants[`${name}.*`]
    const named = rights.flatMap(right => {
      const own = grants[`${name}.${right.name}`]
      if (right.name === 'unmask' || own === undefined || own === everything) return []
      return [{ label: right.label, scope: scopeText(ctx, everything ? addScopes(own, everything) : own) }]
    })
    const parts = [
      ...(everything ? [`${said.all}（${scopeText(ctx, everything)}）`] : []),
      ...grouped(named).map(([scope, labels]) => `${labels.join(said.and)}（${scope}）`),
    ]
    return parts.length > 0 ? [`| ${label} | ${inBrackets(ctx, parts.join('；'))} |`] : []
  })
  const further = program.flatMap(({ name, label }) =>
    scopeOf({ grants }, name) && !name.includes('*') && grants[name]
      ? [`${label}（${scopeText(ctx, grants[name])}）`]
      : [],
  )
  if (further.length > 0) rows.push(`| ${said.program} | ${inBrackets(ctx, further.join('；'))} |`)
  return [`| ${said.noun} | ${said.rights} |`, '| --- | --- |', ...rows].join('\n')
}

const scopeText = (ctx: Context, granted: Granted): string =>
  scopesIn(granted)
    .map(scope => translate(ctx.locale, `scopes.${scope}`))
    .join(words[ctx.locale].and)

/** Labels by scope, in the order in which the scopes come. */
function grouped(rights: readonly { label: string; scope: string }[]): [string, string[]][] {
  const groups = new Map<string, string[]>()
  for (const { label, scope } of rights) groups.set(scope, [...(groups.get(scope) ?? []), label])
  return [...groups]
}

const inBrackets = ({ locale }: Context, text: string): string =>
  locale === 'zh' ? text : text.replaceAll('（', ' (').replaceAll('）', ')').replaceAll('；', '; ')
