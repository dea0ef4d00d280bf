import { text, yesNo } from './shapes.ts'
import { says } from './describe-route.ts'
import { z } from 'zod'
import { may } from '../access/actor.ts'
import { forbidden, notFound } from '../errors.ts'
import { type OptionsPlace, optionsPlace, setsPlace, userRoles } from '../objects/options.ts'
import { changedOptions, declaredOptionLabel } from '../overlay/option-words.ts'
import type { Context } from '../records/index.ts'
import { parseBody } from './body.ts'
import { contextOf, inTransaction } from './context.ts'
import type { ApiServer } from './server.ts'
import { writeOptions } from './write-options.ts'

/** An option as a request gives it; without an id it is a new one. */
export const optionInput = z.strictObject({
  id: z.string().optional(),
  labelZh: z.string().trim().max(60).nullish(),
  labelEn: z.string().trim().max(60).nullish(),
  isRetired: z.boolean().optional(),
})
const optionsBody = z.strictObject({ options: z.array(optionInput).max(500) })

const optionsAnswer = z.object({
  options: z.array(
    z.object({
      id: text,
      labelZh: text.nullable(),
      labelEn: text.nullable(),
      isRetired: yesNo,
      declaredZh: text.nullable(),
      declaredEn: text.nullable(),
    }),
  ),
})

/**
 * `GET` and `PUT /api/options/:object/:field`: the options of a choice in their order, as the company has them and as they came. A
 * shared set is `/api/options/sets/source`; a field that uses it leads there too.
 */
export function optionRoutes(server: ApiServer): void {
  server.get<Choice>(
    '/api/options/:object/:field',
    says({ id: 'options.read', answer: optionsAnswer }),
    async request => {
      const ctx = await contextOf(request)
      return { options: optionsOf(ctx, choiceOf(ctx, request.params)) }
    },
  )
  server.put<Choice>(
    '/api/options/:object/:field',
    says({
      id: 'options.write',
      body: optionsBody,
      example: { options: [{ labelZh: '展会', labelEn: 'Fair' }] },
      answer: optionsAnswer,
      right: 'settings.update',
    }),
    async request => {
      const ctx = await contextOf(request)
      if (!may(ctx.actor, 'settings.update')) throw forbidden('settings.update')
      const choice = choiceOf(ctx, request.params)
      const { options } = parseBody(optionsBody, request.body)
      await inTransaction(ctx, trx => writeOptions(trx, { choice, known: optionsOf(ctx, choice), given: options }))
      server.assembly.forgetOverlay(ctx.company.id)
      const after = await contextOf(Object.assign(request, { context: undefined }))
      return { options: optionsOf(after, choiceOf(after, request.params)) }
    },
  )
}

interface Choice {
  Params: { object: string; field: string }
}

/** A choice, or a shared set by one of the fields that use it. */
export interface ChosenOptions {
  place: OptionsPlace
  ids: readonly string[]
  isFixed: boolean
  /** A field that has these options: the noun's name and the field's. */
  object: string
  field: string
}

function choiceOf({ catalog }: Context, { object, field }: Choice['Params']): ChosenOptions {
  for (const noun of catalog.objects.values())
    for (const [name, known] of Object.entries(noun.fields)) {
      const isMeant = object === setsPlace ? known.set === field : noun.name === object && name === field
      // Roles are named where roles are made.
      if (isMeant && known.set !== userRoles.name && (known.type === 'choice' || known.type === 'choices'))
        return {
          place: optionsPlace(noun.name, name, known),
          ids: known.options ?? [],
          isFixed: known.fixed === true,
          object: noun.name,
          field: name,
        }
    }
  throw notFound('choice')
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

function optionsOf({ catalog }: Context, { place, ids }: ChosenOptions): Option[] {
  const own = new Map(changedOptions(catalog, place).map(one => [one.id, one]))
  return ids.map(id => ({
    id,
    labelZh: own.get(id)?.labelZh ?? null,
    labelEn: own.get(id)?.labelEn ?? null,
    isRetired: own.get(id)?.isRetired ?? false,
    declaredZh: declaredOptionLabel('zh', place, id),
    declaredEn: declaredOptionLabel('en', place, id),
  }))
}
