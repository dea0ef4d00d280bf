import { sql } from 'kysely'
import type { Context, Draft } from '#platform/records/index.ts'

interface Share {
  id?: string
  person?: { id: string } | null
  department?: { id: string } | null
  percent?: number | null
}

/**
 * Whose doing a contract is (facts 11). A share keeps the department in which the person is on the day it is written. When a contract begins to
 * count (signed, in effect) and nobody was named, all of it is its owner's of that day; a later transfer moves the owner and no credit.
 */
export async function settleCredits(ctx: Context, drafts: readonly Draft[]): Promise<void> {
  for (const { values, before } of drafts) {
    const shares = (values.credits ?? []) as Share[]
    const isCounting = Boolean(values.signedOn ?? values.effectiveOn)
    const wasCounting = Boolean(before?.signedOn ?? before?.effectiveOn)
    const owner = idOf(values.owner)
    if (shares.length === 0 && isCounting && owner && (before === null || !wasCounting || isOnlyEmptied(before)))
      values.credits = [{ person: { id: owner, title: '' }, department: null, percent: 100 }]
  }
  const open = drafts.flatMap(({ values, before }) => {
    const known = new Map(((before?.credits ?? []) as Share[]).map(share => [share.id, share]))
    return ((values.credits ?? []) as Share[]).filter(share => {
      const was = known.get(share.id)
      if (was && idOf(was.person) === idOf(share.person) && !share.department) share.department = was.department ?? null
      return !share.department && share.person
    })
  })
  if (open.length === 0) return
  const { rows } = await sql<{ id: string; department: string | null; name: string | null }>`
    select u.id, d.id as department, d.name from users u left join departments d on d.id = u.department_id
    where u.id = any(${open.map(share => idOf(share.person))}::uuid[])`.execute(ctx.db)
  const departments = new Map(rows.map(row => [row.id, row]))
  for (const share of open) {
    const found = departments.get(idOf(share.person) ?? '')
    share.department = found?.department
      ? ({ id: found.department, title: found.name ?? '' } as Share['department'])
      : null
  }
}

/** Shares that were there and are taken away are the owner's again, so that a contract that counts is always somebody's. */
const isOnlyEmptied = (before: Record<string, unknown>): boolean => ((before.credits ?? []) as Share[]).length > 0

const idOf = (value: unknown): string | undefined => (value as { id: string } | null | undefined)?.id
