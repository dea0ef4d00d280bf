import type { z } from 'zod'
import type { Json } from '../objects/field.ts'
import type { ObjectDescription } from '../objects/description.ts'
import type { Cost } from './rate.ts'

/** A JSON Schema. */
export type Schema = { [key: string]: Json }

/** How a body or an answer looks: as zod reads it, as JSON Schema, or as follows from the noun whose route it is. */
export type Shape = z.ZodType | Schema | ((noun: ObjectDescription) => Schema)

/**
 * What a route says of itself. It stands where the route is declared, and is all that `GET /api/openapi.json` knows of it; a test fails
 * when a route says nothing.
 */
export interface RouteDescription {
  /** `views.create`: the operation, and the message `api.views.create` in both languages (of a noun's route with `{noun}` and `{nouns}`). */
  id: string
  /** Parameters after the question mark; those in `needs` must be given. */
  query?: Readonly<Record<string, Shape>>
  needs?: readonly string[]
  body?: Shape
  /** The body is the bytes of a file. */
  takesFile?: true
  /** A body that shows what is meant, where one made from the schema would not. */
  example?: Json
  answer?: Shape
  /** The answer is a file of this media type. */
  file?: string
  /** 200 with an answer and 204 without, unless told. */
  status?: number
  /** The same answer may also come with this status: what goes on by itself (202), what was there (200). */
  orStatus?: number
  /** Who may ask: whoever is signed in unless told; a person may, a key may not; anybody. */
  who?: 'person' | 'anybody'
  /** The right that is needed: `settings.update`; of a noun's route the verb alone, `create`. */
  right?: string
  /** Records that must be described to this person for the operation to exist: `customer` if he may read it, `customerNew` if he may make it. */
  of?: readonly string[]
  /** Of a route under `/api/:plural`: the nouns that have it. */
  nouns?: (noun: ObjectDescription) => boolean
  /** Its file takes data out of the company and is written into the audit log, as everything is whose address ends in `export.csv` or `.xlsx`. */
  takesOut?: true
  /** Asked too often it is refused for a while (429). */
  cost?: Cost
  /** Sent again it does no harm, so it knows no `Idempotency-Key`. */
  isHarmlessTwice?: true
  /** The version that one has read may be sent as `If-Match`. */
  takesVersion?: true
}

declare module 'fastify' {
  interface FastifyContextConfig {
    api?: RouteDescription
  }
}

/** The options of a route that says this of itself. */
export const says = (api: RouteDescription): { config: { api: RouteDescription } } => ({ config: { api } })

/** A record of the noun whose route it is. */
export const itsRecord = ({ name }: ObjectDescription): Schema => recordOf(name)

/** A record of this noun, for routes that say so in `of`. */
export const recordOf = (noun: string): Schema => ({ $ref: `#/components/schemas/${noun}` })

/** A schema under a name, as a member of an object or of a list. */
export const objectWith = (properties: Record<string, Schema>): Schema => ({
  type: 'object',
  properties,
  required: Object.keys(properties),
})
