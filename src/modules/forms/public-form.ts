import type { FastifyRequest } from 'fastify'
import { sql } from 'kysely'
import { systemActor } from '#platform/access/actor.ts'
import type { Database } from '#platform/db/server.ts'
import { notFound } from '#platform/errors.ts'
import { publicContext } from '#platform/http/public-context.ts'
import type { Context } from '#platform/records/index.ts'
import { type AskedField, fieldsOf } from './form-fields.ts'
import { readOrigins } from './origin.rules.ts'

/** A form as a stranger meets it, in his language. */
export interface PublicForm {
  id: string
  token: string
  isOn: boolean
  heading: string | null
  intro: string | null
  thanks: string | null
  consent: { text: string; version: number } | null
  fields: AskedField[]
  source: string | null
  campaign: string | null
  leadOwner: string | null
  mayEmbed: boolean
  origins: string[]
  key: string
}

/**
 * The form of a token, with the context in which its company takes what it sends: the system's, in the stranger's language (what he chose, what
 * his browser speaks, what the company speaks). @throws Problem 404
 */
export async function publicForm(
  request: FastifyRequest,
): Promise<{ ctx: Context & { db: Database }; form: PublicForm }> {
  const { token } = request.params as { token: string }
  const ctx = await publicContext(request, { token, actor: systemActor('form'), what: 'form' })
  const form = await readForm(ctx, token)
  if (!form) throw notFound('form')
  return { ctx, form }
}

interface Row extends Record<string, string | boolean | null> {
  id: string
  key: string
}

async function readForm(ctx: Context, token: string): Promise<PublicForm | null> {
  const { rows } =
    await sql<Row>`select f.id, f.is_on, f.heading, f.heading_en, f.intro, f.intro_en, f.thanks, f.thanks_en,
      f.consent, f.consent_en, f.consent_version, f.source, f.campaign_id, f.lead_owner_id, f.may_embed, f.origins, k.key
    from forms f join form_keys k on k.form_id = f.id where f.token = ${token} and f.deleted_at is null`.execute(ctx.db)
  const row = rows[0]
  if (!row) return null
  /** In his language, else in the other. */
  const words = (name: string): string | null => {
    const [zh, en] = [row[name] as string | null, row[`${name}_en`] as string | null]
    return (ctx.locale === 'zh' ? (zh ?? en) : (en ?? zh)) ?? null
  }
  const consent = words('consent')
  return {
    id: row.id,
    token,
    isOn: row.is_on === true,
    heading: words('heading'),
    intro: words('intro'),
    thanks: words('thanks'),
    consent: consent ? { text: consent, version: Number(row.consent_version ?? 1) } : null,
    fields: await fieldsOf(ctx, row.id),
    source: row.source as string | null,
    campaign: row.campaign_id as string | null,
    leadOwner: row.lead_owner_id as string | null,
    mayEmbed: row.may_embed === true,
    origins: readOrigins(row.origins).origins,
    key: row.key,
  }
}
