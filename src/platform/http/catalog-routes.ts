import { sql } from 'kysely'
import { z } from 'zod'
import { may } from '../access/actor.ts'
import { forbidden, invalid, notFound } from '../errors.ts'
import { optionId } from '../fields/choice.ts'
import { hasMessage, type Locale, translate } from '../i18n/index.ts'
import type { FieldDefinition } from '../objects/index.ts'
import { describeCatalog } from '../records/describe.ts'
import type { Context } from '../records/index.ts'
import { search } from '../search/search.ts'
import { parseBody } from './body.ts'
import { contextOf, inTransaction } from './context.ts'
import { openApiDocument } from './openapi.ts'
import type { ApiServer } from './server.ts'

const optionsBody = z.strictObject({
  options: z
    .array(
      z.strictObject({
        id: z.string().optional(),
        labelZh: z.string().trim().max(60).nullish(),
        labelEn: z.string().trim().max(60).nullish(),
        isRetired: z.boolean().optional(),
      }),
    )
    .max(500),
})

/** What the company has: its nouns, the options of its choices, its API documentation; and search over all of it. */
export function catalogRoutes(server: ApiServer): void {
  server.get('/api/catalog', async request => ({ objects: describeCatalog(await contextOf(request)) }))
  server.get('/api/openapi.json', async request => openApiDocument(await contextOf(request)))
  server.get('/api/search', async request => {
    const { q, object, limit } = request.query as Record<string, string | string[] | undefined>
    const most = Math.min(Math.max(Number(limit ?? 8) || 8, 1), 50)
    return {
      results: await search(await contextOf(request), typeof q === 'string' ? q.slice(0, 100) : '', {
        limit: most,
        ...(typeof object === 'string' ? { objects: object.split(',') } : {}),
      }),
    }
  })
  server.get('/api/options/:object/:field', async request => {
    const ctx = await contextOf(request)
    const { object, field } = request.params as { object: string; field: string }
    const { options = [] } = choiceOf(ctx, object, field)
    const own = new Map(
      ctx.catalog.overlay.options.filter(one => one.object === object && one.field === field).map(one => [one.id, one]),
    )
    return {
      options: options.map(id => ({
        id,
        labelZh: own.get(id)?.labelZh ?? null,
        labelEn: own.get(id)?.labelEn ?? null,
        isRetired: own.get(id)?.isRetired ?? false,
        // The label it comes with, for whoever renames it.
        declaredZh: declaredLabel('zh', `${object}.options.${field}.${id}`),
        declaredEn: declaredLabel('en', `${object}.options.${field}.${id}`),
      })),
    }
  })
  server.put('/api/options/:object/:field', async request => {
    const ctx = await contextOf(request)
    if (!may(ctx.actor, 'settings.update')) throw forbidden('settings.update')
    const { object, field } = request.params as { object: string; field: string }
    const { options } = parseBody(optionsBody, request.body)
    await inTransaction(ctx, trx => writeOptions(trx, object, field, options))
    server.assembly.forgetOverlay(ctx.company.id)
    return {
      options: (await contextOf(Object.assign(request, { context: undefined }))).catalog.overlay.options.filter(
        one => one.object === object && one.field === field,
      ),
    }
  })
}

const declaredLabel = (locale: Locale, key: string): string | null =>
  hasMessage(locale, key) ? translate(locale, key) : null

type GivenOption = z.output<typeof optionsBody>['options'][number]

/** Writes a choice's options in their order. One that is not named any more is retired, never lost: old records and figures have it (facts 16). */
export async function writeOptions(
  ctx: Context,
  object: string,
  field: string,
  given: readonly GivenOption[],
): Promise<void> {
  const { options: known = [] } = choiceOf(ctx, object, field)
  const placed = given.map((option, position) => ({
    ...option,
    id: option.id ?? newOptionId(option),
    position,
    isRetired: option.isRetired ?? false,
  }))
  const wrong = placed.flatMap((option, index) => {
    if (!optionId.test(option.id)) return [{ path: `options.${index}.id`, code: 'option.bad_id' }]
    if (placed.findIndex(other => other.id === option.id) < index)
      return [{ path: `options.${index}.id`, code: 'field.not_unique' }]
    const isLabelled = option.labelZh || option.labelEn || known.includes(option.id)
    return isLabelled ? [] : [{ path: `options.${index}.labelZh`, code: 'field.required' }]
  })
  if (wrong.length > 0) throw invalid(wrong)
  const gone = known.filter(id => !placed.some(option => option.id === id))
  const all = [
    ...placed,
    ...gone.map((id, index) => ({
      id,
      labelZh: null,
      labelEn: null,
      isRetired: true,
      position: placed.length + index,
    })),
  ]
  for (const { id, labelZh, labelEn, isRetired, position } of all)
    await sql`insert into choice_options (object, field, id, label_zh, label_en, is_retired, position)
      values (${object}, ${field}, ${id}, ${labelZh ?? null}, ${labelEn ?? null}, ${isRetired}, ${position})
      on conflict (object, field, id) do update set label_zh = coalesce(excluded.label_zh, choice_options.label_zh),
        label_en = coalesce(excluded.label_en, choice_options.label_en), is_retired = excluded.is_retired, position = excluded.position`.execute(
      ctx.db,
    )
}

/** An id for a new option: out of its English label where that gives one, else drawn. */
function newOptionId({ labelEn }: GivenOption): string {
  const words = (labelEn ?? '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '_')
    .replace(/^_+|_+$/g, '')
    .slice(0, 40)
  return /^[a-z0-9]/.test(words) ? words : `o${Math.random().toString(36).slice(2, 10)}`
}

function choiceOf(ctx: Context, object: string, name: string): FieldDefinition {
  const field = ctx.catalog.objects.get(object)?.fields[name]
  if (field?.type !== 'choice') throw notFound('choice')
  return field
}
