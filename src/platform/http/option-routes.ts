import { z } from 'zod'
import { may } from '../access/actor.ts'
import { forbidden, notFound } from '../errors.ts'
import { hasMessage, type Locale, translate } from '../i18n/index.ts'
import type { Context } from '../records/index.ts'
import { parseBody } from './body.ts'
import { contextOf, inTransaction } from './context.ts'
import type { ApiServer } from './server.ts'
import { writeOptions } from './write-options.ts'

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

/** `GET` and `PUT /api/options/:object/:field`: the options of a choice in their order, as the company has them and as they came. */
export function optionRoutes(server: ApiServer): void {
  server.get<Choice>('/api/options/:object/:field', async request => {
    const { object, field } = request.params
    return { options: optionsOf(await contextOf(request), object, field) }
  })
  server.put<Choice>('/api/options/:object/:field', async request => {
    const ctx = await contextOf(request)
    if (!may(ctx.actor, 'settings.update')) throw forbidden('settings.update')
    const { object, field } = request.params
    const before = optionsOf(ctx, object, field)
    const { options } = parseBody(optionsBody, request.body)
    await inTransaction(ctx, trx => writeOptions(trx, { object, field, known: before, given: options }))
    server.assembly.forgetOverlay(ctx.company.id)
    const after = await contextOf(Object.assign(request, { context: undefined }))
    return { options: optionsOf(after, object, field) }
  })
}

interface Choice {
  Params: { object: string; field: string }
}

/** An option as the company has it: labels of its own (null: none), and those it came with (null: the company made it). */
export interface Option {
  id: string
  labelZh: string | null
  labelEn: string | null
  isRetired: boolean
  declaredZh: string | null
  declaredEn: string | null
}

function optionsOf(ctx: Context, object: string, name: string): Option[] {
  const field = ctx.catalog.objects.get(object)?.fields[name]
  if (field?.type !== 'choice') throw notFound('choice')
  const own = new Map(
    ctx.catalog.overlay.options.filter(one => one.object === object && one.field === name).map(one => [one.id, one]),
  )
  return (field.options ?? []).map(id => ({
    id,
    labelZh: own.get(id)?.labelZh ?? null,
    labelEn: own.get(id)?.labelEn ?? null,
    isRetired: own.get(id)?.isRetired ?? false,
    declaredZh: declaredLabel('zh', `${object}.options.${name}.${id}`),
    declaredEn: declaredLabel('en', `${object}.options.${name}.${id}`),
  }))
}

const declaredLabel = (locale: Locale, key: string): string | null =>
  hasMessage(locale, key) ? translate(locale, key) : null
