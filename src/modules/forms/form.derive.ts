import { randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import { companyIn, newPublicToken } from '#platform/http/public-token.ts'
import type { Context, Draft, Written } from '#platform/records/index.ts'
import { usualFields } from './form-fields.ts'
import { readOrigins } from './origin.rules.ts'

/** What follows from other values: the token of a new form's address, and the version of what one agrees to. */
export async function deriveForm(ctx: Context, drafts: Draft[]): Promise<void> {
  for (const draft of drafts) {
    const { values, before } = draft
    // An import with history may bring the address that is printed everywhere, as long as it is one of ours.
    const isKept = draft.isHistory && companyIn(String(values.token)) === ctx.company.id
    if (before === null && !isKept) values.token = newPublicToken(ctx.company.id)
    const isReworded = before !== null && (values.consent !== before.consent || values.consentEn !== before.consentEn)
    if (isReworded && !draft.isHistory) values.consentVersion = Number(before.consentVersion ?? 1) + 1
    const { origins, strange } = readOrigins(values.origins)
    if (strange.length > 0)
      draft.problems.push({ path: 'origins', code: 'form.not_an_origin', params: { text: strange[0] ?? '' } })
    else if (origins.length > 0) values.origins = origins.join('\n')
    if (values.mayEmbed === true && origins.length === 0)
      draft.problems.push({ path: 'origins', code: 'form.origins_needed' })
  }
}

/** A new form asks for the usual, and has a key of its own. */
export async function settleForms(ctx: Context, written: readonly Written[]): Promise<void> {
  const ids = written.filter(({ before, values }) => before === null && values !== null).map(({ id }) => id)
  if (ids.length === 0) return
  const keys = ids.map(id => ({ id, key: randomBytes(32).toString('base64url') }))
  await sql`insert into form_keys (form_id, key) select id, key from jsonb_to_recordset(${JSON.stringify(keys)}::jsonb)
    as given (id uuid, key text) on conflict do nothing`.execute(ctx.db)
  await sql`insert into form_fields (form_id, position, field, is_required)
    select f.id, u.position, u.field, u."isRequired" from unnest(${ids}::uuid[]) as f (id),
      jsonb_to_recordset(${JSON.stringify(usualFields.map((one, position) => ({ ...one, position })))}::jsonb)
        as u (position int, field text, "isRequired" boolean)
    where not exists (select from form_fields o where o.form_id = f.id)`.execute(ctx.db)
}
