import { z } from 'zod'
import { anything, instant, named, next, text, uuid, whole, yesNo } from '../http/shapes.ts'

// `import-description.ts` as the API documentation says it.

export const outcomeName = z.enum(['created', 'updated', 'skipped', 'refused'])
const problem = z.object({ code: text, params: anything, field: text.nullable(), message: text })
const settlement = z.object({
  kind: z.enum(['use', 'create', 'leaveEmpty', 'refuse']),
  id: text.optional(),
  title: text.optional(),
})
const unsettled = z.object({
  field: text,
  value: text,
  within: text,
  count: whole,
  suggestion: settlement.nullable(),
  settlement: settlement.nullable(),
  kinds: z.array(text),
})
const mapping = z.object({
  id: uuid,
  object: text,
  name: text,
  isShared: yesNo,
  isOwn: yesNo,
  by: text,
  columns: z.record(z.string(), text.nullable()),
})

export const importAnswer = z.object({
  id: uuid,
  object: text,
  name: text,
  state: text,
  createdAt: instant,
  by: named.nullable(),
  kind: z.enum(['csv', 'xlsx']),
  encoding: text.nullable(),
  separator: text.nullable(),
  sheets: z.array(text),
  sheet: text.nullable(),
  headerRow: whole,
  keys: z.array(text),
  offered: z.array(mapping),
  clearedAt: instant.nullable(),
  columns: z.array(
    z.object({
      index: whole,
      header: text,
      samples: z.array(text),
      field: text.nullable(),
      suggestions: z.array(text),
    }),
  ),
  fields: z.array(
    z.object({ name: text, label: text, type: text, object: text.nullable(), required: yesNo, hasDefault: yesNo }),
  ),
  settings: z.looseObject({
    sourceSystem: text,
    dateOrder: z.enum(['ymd', 'dmy', 'mdy']),
    doubles: z.enum(['skip', 'update', 'updateOnly', 'create']),
  }),
  rows: whole,
  counts: z.record(z.string(), whole),
  unsettled: z.array(unsettled),
  unsettledCount: whole,
  settled: z.array(unsettled),
  alsoCreates: z.record(z.string(), whole),
  progress: z.object({ done: whole, total: whole }),
  problems: z.array(problem),
  kept: z.array(z.object({ object: text, id: uuid, title: text, reason: text })),
  can: z.array(z.enum(['change', 'run', 'cancel', 'undo'])),
})

export const importsAnswer = z.object({ imports: z.array(importAnswer), limits: z.record(z.string(), z.number()) })
export const mappingsAnswer = z.object({ mappings: z.array(mapping) })
export const rowsAnswer = z.object({
  rows: z.array(
    z.object({
      row: whole,
      cells: z.array(text),
      outcome: outcomeName,
      problems: z.array(problem),
      recordId: uuid.nullable(),
    }),
  ),
  next: z.union([next, whole]),
})
