import { sql } from 'kysely'
import type { Context, Draft } from '#platform/records/index.ts'

type Line = Record<string, unknown>
const taken = ['role', 'influence', 'attitude'] as const

/** What is left open of somebody who is newly named in an opportunity is what his contact says of him, in place. */
export async function fillContacts(ctx: Context, drafts: readonly Draft[]): Promise<void> {
  const open = drafts.flatMap(({ values, before }) => {
    const known = new Set(linesOf(before?.contacts).map(line => line.id))
    return linesOf(values.contacts).filter(line => !known.has(line.id ?? '') && taken.some(name => !line[name]))
  })
  const ids = open.flatMap(line => (line.contact as { id: string } | null | undefined)?.id ?? [])
  if (ids.length === 0) return
  const { rows } = await sql<Line & { id: string }>`
    select id, role, influence, attitude from contacts where id = any(${ids}::uuid[])`.execute(ctx.db)
  const contacts = new Map(rows.map(row => [row.id, row]))
  for (const line of open) {
    const contact = contacts.get((line.contact as { id: string }).id)
    for (const name of taken) line[name] ??= contact?.[name] ?? null
  }
}

const linesOf = (value: unknown): Line[] => (Array.isArray(value) ? (value as Line[]) : [])
