import { type RawBuilder, sql } from 'kysely'
import { tableOf, visible } from '#platform/access/visible.ts'
import { objectOf } from '#platform/objects/catalog.ts'
import type { ObjectDefinition } from '#platform/objects/index.ts'
import { valueSql } from '#platform/query/value-sql.ts'
import type { Context } from '#platform/records/index.ts'
import { titlesOf } from '#platform/records/titles.ts'
import type { Conversion } from './conversion.ts'

/** Something that came to what a conversion made after it was made, or a change of that. */
export interface Added {
  object: string
  id: string
  /** Empty where the actor may not see it. */
  title: string
  how: 'added' | 'changed'
}

const most = 20

/**
 * What has been added to customer, contact and opportunity since the lead became them, up to twenty of each kind: records that name them,
 * files, and changes of their own fields. What the conversion itself made and took along is not among it.
 */
export async function addedSince(ctx: Context, conversion: Conversion): Promise<Added[]> {
  const added: Added[] = []
  for (const [name, id] of await madeBy(ctx, conversion)) {
    const noun = objectOf(ctx.catalog, name)
    added.push(...(await changedSince(ctx, noun, id)))
    added.push(...(await referringTo(ctx, noun, { id, batch: conversion.batch })))
    added.push(...(await filesOf(ctx, id)))
  }
  return added
}

/** Of the three those that the conversion made: what was there before it may change as it likes. */
async function madeBy(ctx: Context, conversion: Conversion): Promise<[string, string][]> {
  const { rows } = await sql<{ object: string; id: string }>`select object, record_id as id from history
    where batch_id = ${conversion.batch}::uuid and verb = 'create' order by id`.execute(ctx.db)
  return rows.map(({ object, id }) => [object, id])
}

async function changedSince(ctx: Context, noun: ObjectDefinition, id: string): Promise<Added[]> {
  const { rows } = await sql`select from ${sql.table(tableOf(noun))} t where t.id = ${id}::uuid and t.version > 1
    and t.deleted_at is null`.execute(ctx.db)
  return rows.length === 0 ? [] : titled(ctx, noun, { ids: [id], how: 'changed' })
}

async function referringTo(
  ctx: Context,
  noun: ObjectDefinition,
  { id, batch }: { id: string; batch: string },
): Promise<Added[]> {
  const added: Added[] = []
  for (const other of ctx.catalog.objects.values()) {
    // A line belongs to its parent, which is asked itself.
    const names = Object.entries(other.fields).filter(
      ([, field]) => field.type === 'reference' && field.object === noun.name,
    )
    if (names.length === 0 || other.lineOf?.object === noun.name) continue
    const refers = names.map(([name, field]) => sql<boolean>`${valueSql('t', name, field)} = ${id}::uuid`)
    const { rows } = await sql<{ id: string }>`select t.id from ${sql.table(tableOf(other))} t
      where (${sql.join(refers, sql` or `)}) and t.deleted_at is null
        and not exists (select from history h where h.batch_id = ${batch}::uuid and h.record_id = ${ownerOf(other)})
      order by t.id limit ${most}`.execute(ctx.db)
    added.push(...(await titled(ctx, other, { ids: rows.map(row => row.id), how: 'added' })))
  }
  return added
}

/** The record whose history tells of it. */
const ownerOf = ({ lineOf }: ObjectDefinition): RawBuilder<unknown> =>
  lineOf ? sql.ref(`t.${lineOf.field}_id`) : sql.ref('t.id')

/** Files beside its fields: what a field holds came with the conversion, or is a change of the record. */
async function filesOf(ctx: Context, id: string): Promise<Added[]> {
  const { rows } = await sql<{ id: string; title: string }>`select id, name as title from files
    where record_id = ${id}::uuid and field is null and removed_at is null limit ${most}`.execute(ctx.db)
  return rows.map(row => ({ object: 'file', ...row, how: 'added' as const }))
}

/** With titles, where the actor may see the record. */
async function titled(
  ctx: Context,
  noun: ObjectDefinition,
  { ids, how }: { ids: readonly string[]; how: Added['how'] },
): Promise<Added[]> {
  if (ids.length === 0) return []
  const { rows } = await sql<{ id: string }>`select t.id from ${sql.table(tableOf(noun))} t
    where t.id = any(${[...ids]}::uuid[]) and ${visible(ctx, noun, 't')}`.execute(ctx.db)
  const titles = await titlesOf(
    ctx,
    noun,
    rows.map(row => row.id),
  )
  return ids.map(id => ({ object: noun.name, id, title: titles.get(id) ?? '', how }))
}
