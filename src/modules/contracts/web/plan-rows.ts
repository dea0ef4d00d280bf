import { type Line, readable, reckonLines } from '#modules/documents/web/index.ts'
import type { ApiRecord } from '#web/api/index.ts'
import type { Instalment } from '../collection-plan.rules.ts'

/** An instalment while it is written. */
export interface PlanRow {
  /** Of one that is there. */
  id?: string
  /** Tells rows apart while they are written. */
  key: string
  dueOn: string | null
  amount: string | null
  kind: 'normal' | 'retention'
  /** What has come on it already. */
  received: string
}

let drawn = 0
const nextKey = (): string => `row-${++drawn}`

export const emptyRow = (dueOn: string | null = null): PlanRow => ({
  key: nextKey(),
  dueOn,
  amount: null,
  kind: 'normal',
  received: '0',
})

/** A pattern's instalments as rows. */
export const rowsOf = (plan: readonly Instalment[]): PlanRow[] =>
  plan.map(({ dueOn, amount, kind }) => ({ ...emptyRow(dueOn), amount, kind }))

/** Instalments that are there as rows. */
export const rowsOfRecords = (records: readonly ApiRecord[]): PlanRow[] =>
  records.map(record => ({
    id: record.id,
    key: record.id,
    dueOn: (record.dueOn as string | null) ?? null,
    amount: (record.amount as string | null) ?? null,
    kind: record.kind === 'retention' ? 'retention' : 'normal',
    received: (record.receivedAmount as string | null) ?? '0',
  }))

/** What a form keeps of them, as rows. */
export const rowsOfForm = (plan: unknown): PlanRow[] =>
  (Array.isArray(plan) ? (plan as Partial<PlanRow>[]) : []).map(({ dueOn = null, amount = null, kind }, index) => ({
    key: `plan-${index}`,
    dueOn,
    amount,
    kind: kind === 'retention' ? kind : 'normal',
    received: '0',
  }))

/** As the server takes them. */
export const sentRows = (rows: readonly PlanRow[]) =>
  rows.map(({ id, dueOn, amount, kind }) => ({
    ...(id ? { id } : {}),
    dueOn,
    amount,
    kind,
    ...(kind === 'retention' ? { releaseOn: dueOn } : {}),
  }))

/** What a document in a form comes to: its lines, or what was typed; null while that is not known. */
export function amountIn(values: Readonly<Record<string, unknown>>, currency: string): string | null {
  const lines = (values.lines ?? []) as Line[]
  if (lines.length === 0) return readable(values.amount)
  const whole = {
    currency,
    priceIncludesTax: values.priceIncludesTax !== false,
    discountAmount: readable(values.discountAmount),
  }
  return reckonLines(lines, whole).amount
}
