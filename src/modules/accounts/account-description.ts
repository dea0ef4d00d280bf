import { z } from 'zod'
import { day, named, text, uuid, whole, yesNo } from '#platform/http/shapes.ts'

// What the account of a customer says to the browser, to programs and to paper.

/** A decimal string. */
const amount = text
const aging = z.object({ d30: amount, d60: amount, d90: amount, over: amount })
const standing = {
  /** Receivable less what is held. */
  balance: amount,
  receivable: amount,
  /** What of it was due by that day. */
  arrears: amount,
  aging,
  prepayment: amount,
}
const entry = z.object({
  on: day,
  /** contract, receipt, refund, opening, discount, writeOff, prepayment */
  kind: text,
  object: text,
  record: uuid,
  title: text,
  customer: named,
  debit: amount.nullable(),
  credit: amount.nullable(),
  /** What stands after it. */
  balance: amount,
})
export type AccountEntry = z.infer<typeof entry>

const line = z.object({
  noun: z.enum(['collectionPlan', 'openingBalance']),
  id: uuid,
  title: text,
  contract: named.nullable(),
  customer: named,
  dueOn: day.nullable(),
  open: amount,
  /** Null while it is not due. */
  daysLate: whole.nullable(),
  age: z.enum(['d30', 'd60', 'd90', 'over']).nullable(),
})
export type AccountLine = z.infer<typeof line>

const accountOf = z.object({
  currency: text,
  legalEntity: named.nullable(),
  opening: amount,
  openingOn: day,
  entries: z.array(entry),
  debits: amount,
  credits: amount,
  closing: amount,
  ...standing,
  lines: z.array(line),
})
/** The account with one legal entity in one currency. */
export type AccountOf = z.infer<typeof accountOf>

export const accountAnswer = z.object({
  customer: named,
  on: day,
  from: day,
  withSubsidiaries: yesNo,
  hasSubsidiaries: yesNo,
  accounts: z.array(accountOf),
})
export type AccountAnswer = z.infer<typeof accountAnswer>

export const summaryAnswer = z.object({
  on: day,
  currencies: z.array(z.object({ currency: text, ...standing })),
})
export type AccountSummary = z.infer<typeof summaryAnswer>

/** What may be asked of an account. */
export const accountAsk = z.strictObject({
  on: z.iso.date().optional(),
  from: z.iso.date().optional(),
  legalEntity: z.uuid().optional(),
  currency: z.string().length(3).optional(),
  with: z.enum(['subsidiaries']).optional(),
})
