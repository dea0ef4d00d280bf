import { sql } from 'kysely'
import { notFound } from '../errors.ts'
import type { Context } from '../records/context.ts'
import { freshPreferences, type ListPreferences } from './view-description.ts'

/** The actor's choices by object, as far as he has made any. */
export async function readPreferences(ctx: Context): Promise<Map<string, ListPreferences>> {
  const { rows } = await sql<{ object: string; preferences: Partial<ListPreferences> }>`
    select object, preferences from list_preferences where user_id = ${ctx.actor.userId}::uuid`.execute(ctx.db)
  return new Map(rows.map(({ object, preferences }) => [object, { ...freshPreferences, ...preferences }]))
}

/** Keeps the actor's choices for a list. @throws Problem 404 for a noun that does not exist, or when nobody in person asks */
export async function writePreferences(ctx: Context, object: string, preferences: ListPreferences): Promise<void> {
  if (!ctx.catalog.objects.has(object) || !ctx.actor.userId) throw notFound('object')
  await sql`insert into list_preferences (user_id, object, preferences, updated_at)
    values (${ctx.actor.userId}::uuid, ${object}, ${JSON.stringify(preferences)}::jsonb, ${ctx.now().toISOString()}::timestamptz)
    on conflict (user_id, object) do update set preferences = excluded.preferences, updated_at = excluded.updated_at`.execute(
    ctx.db,
  )
}
