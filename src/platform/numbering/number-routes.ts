import type { FastifyRequest } from 'fastify'
import { z } from 'zod'
import { parseBody } from '../http/body.ts'
import { contextOf, inTransaction } from '../http/context.ts'
import { says } from '../http/describe-route.ts'
import type { ApiServer } from '../http/server.ts'
import type { Json } from '../objects/field.ts'
import { text, whole, yesNo } from '../http/shapes.ts'
import type { NumberPatterns } from './number-description.ts'
import { dateFormats, mostLevels, resets } from '../objects/number-pattern.ts'
import { describePatterns, previewPattern, writePattern } from './number-patterns.ts'
import './words.ts'

// Nothing that breaks a line or cannot be seen; a space within is fine, at the ends the trimmed one is meant.
const fixedText = z
  .string()
  .trim()
  .min(1)
  .max(20)
  .regex(/^[^\p{C}]+$/u)
const level = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('text'), text: fixedText }),
  z.strictObject({ kind: z.literal('date'), format: z.enum(dateFormats) }),
  z.strictObject({
    kind: z.literal('number'),
    start: z.int().min(0).max(999_999_999),
    step: z.int().min(1).max(1000),
    width: z.int().min(1).max(12),
    reset: z.enum(resets),
  }),
  z.strictObject({ kind: z.literal('series') }),
])
// More than may be are told apart from what cannot be read.
const levels = z.array(level).max(mostLevels * 4)
const patternBody = z.strictObject({ levels, isOn: z.boolean(), version: z.int().min(0) })

const previewBody = z.strictObject({ levels })
const patternsAnswer = z.object({
  patterns: z.array(
    z.object({
      object: text,
      field: text,
      label: text,
      fieldLabel: text,
      levels: z.array(level),
      isOn: yesNo,
      isOptional: yesNo,
      version: whole,
      series: z.object({ label: text }).nullable(),
      next: z.array(text),
    }),
  ),
})
const exampleLevels: Json[] = [
  { kind: 'text', text: 'C' },
  { kind: 'number', start: 1, step: 1, width: 6, reset: 'never' },
]

interface OfSeries {
  Params: { object: string; field: string }
}

/**
 * `/api/number-patterns`, with the right `settings.update`: `GET` gives how each noun is numbered, `PUT …/:object/:field`
 * `{ levels, isOn, version }` changes it from the next record on, `POST …/:object/:field/preview` `{ levels }` tells the next numbers.
 */
export function numberRoutes(server: ApiServer): void {
  const right = 'settings.update'
  server.get(
    '/api/number-patterns',
    says({ id: 'numbers.list', right, answer: patternsAnswer }),
    async (request): Promise<NumberPatterns> => ({ patterns: await describePatterns(await contextOf(request)) }),
  )
  server.put<OfSeries>(
    '/api/number-patterns/:object/:field',
    says({
      id: 'numbers.write',
      right,
      body: patternBody,
      example: { levels: exampleLevels, isOn: true, version: 0 },
      answer: patternsAnswer,
    }),
    async (request): Promise<NumberPatterns> => {
      const ctx = await contextOf(request)
      const given = parseBody(patternBody, request.body)
      await inTransaction(ctx, trx => writePattern(trx, request.params, given))
      server.assembly.forgetOverlay(ctx.company.id)
      return { patterns: await describePatterns(await contextAnew(request)) }
    },
  )
  server.post<OfSeries>(
    '/api/number-patterns/:object/:field/preview',
    says({
      id: 'numbers.preview',
      isHarmlessTwice: true,
      right,
      body: previewBody,
      example: { levels: exampleLevels },
      answer: z.object({ next: z.array(text) }),
    }),
    async request => {
      const ctx = await contextOf(request)
      const given = parseBody(previewBody, request.body)
      return { next: await previewPattern(ctx, request.params, given.levels) }
    },
  )
}

const contextAnew = (request: FastifyRequest) => contextOf(Object.assign(request, { context: undefined }))
