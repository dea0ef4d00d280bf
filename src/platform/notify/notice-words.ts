import { sql } from 'kysely'
import { may } from '../access/actor.ts'
import { tableOf, visible } from '../access/visible.ts'
import { dayAt } from '../fields/index.ts'
import { translate } from '../i18n/index.ts'
import { kebabCase } from '../objects/index.ts'
import type { Context } from '../records/context.ts'
import { titlesOf } from '../records/titles.ts'

/** What of a notice its words are made of. */
export interface Wordless {
  kind: string
  object: string | null
  record_id: string | null
  params: Record<string, unknown>
}

/** A notice said to one reader: the record only when he may see it at this moment. */
export interface Said {
  text: string
  /** Where it leads, within the product. */
  to: string | null
}

/**
 * Says notices in the language and with the rights of the context. A record that the reader may not see (any more) has neither title nor way;
 * `showsTitles` false leaves out all titles.
 */
export async function sayNotices(ctx: Context, notices: readonly Wordless[], showsTitles = true): Promise<Said[]> {
  const titles = await titlesSeen(ctx, notices)
  return notices.map(({ kind, object, record_id: id, params }) => {
    const title = id === null ? undefined : titles.get(id)
    const known = object ? ctx.catalog.objects.get(object) : undefined
    const noun = known ? translate(ctx.locale, `${known.name}.name`) : ''
    const named = showsTitles ? title : undefined
    const text = translate(ctx.locale, `notices.kinds.${kind}.text`, {
      by: translate(ctx.locale, 'notices.somebody'),
      ...said(ctx, params),
      noun,
      title: named === undefined ? translate(ctx.locale, 'notices.unseen') : quoted(ctx, named),
    })
    return { text, to: wayTo(object, id, known !== undefined && title !== undefined ? kebabCase(known.plural) : null) }
  })
}

const quoted = ({ locale }: Context, title: string): string => (locale === 'zh' ? `“${title}”` : `“${title}”`)

/** Instants among the parameters by the company's clock. */
const said = ({ company, locale }: Context, params: Record<string, unknown>): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(params).map(([name, value]) => [
      name,
      name === 'at' && typeof value === 'string' ? clockWords(value, company.timeZone, locale) : value,
    ]),
  )

function clockWords(at: string, timeZone: string, locale: 'zh' | 'en'): string {
  const time = new Intl.DateTimeFormat(locale === 'zh' ? 'zh-CN' : 'en-US', {
    timeZone,
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  }).format(new Date(at))
  return `${dayAt(new Date(at), timeZone)} ${time}`
}

function wayTo(object: string | null, id: string | null, path: string | null): string | null {
  if (object === 'import' && id !== null) return `/import/${id}`
  if (object === 'consentRequest' && id !== null) return `/settings/exports?request=${id}`
  if (object === 'handover') return '/p/received'
  return path === null || id === null ? null : `/o/${path}/${id}`
}

/** Titles of the records that the reader may see now, one statement per noun. */
async function titlesSeen(ctx: Context, notices: readonly Wordless[]): Promise<Map<string, string>> {
  const titles = new Map<string, string>()
  for (const [name, own] of Map.groupBy(notices, notice => notice.object)) {
    const object = name === null ? undefined : ctx.catalog.objects.get(name)
    if (!object || !may(ctx.actor, `${object.name}.read`)) continue
    const ids = [...new Set(own.flatMap(notice => notice.record_id ?? []))]
    const { rows } = await sql<{ id: string }>`select t.id from ${sql.table(tableOf(object))} t
      where t.id = any(${ids}::uuid[]) and ${visible(ctx, object, 't')}`.execute(ctx.db)
    const seen = rows.map(row => row.id)
    for (const [id, title] of await titlesOf(ctx, object, seen)) titles.set(id, title)
  }
  return titles
}
