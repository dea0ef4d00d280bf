/** A row of where somebody works, in API form. */
export interface Employment {
  id?: string
  customer?: { id: string; title: string } | null
  jobTitle?: string | null
  joinedOn?: string | null
  leftOn?: string | null
}

type Values = Record<string, unknown>

/**
 * Keeps where a contact works and its main customer in step, in place: changed rows decide who is the main customer unless that was changed,
 * too; a new main customer ends the time at the one before and begins a row of its own. `today` is YYYY-MM-DD.
 */
export function settleEmployment(values: Values, before: Values | null, today: string): void {
  const rows = ((values.customers ?? []) as Employment[]).map(row => ({ ...row }))
  const had = (before?.customers ?? []) as Employment[]
  const isMainGiven = before ? idOf(values.customer) !== idOf(before.customer) : values.customer !== undefined
  const areRowsGiven = before ? textOf(rows) !== textOf(had) : rows.length > 0
  if (areRowsGiven && !isMainGiven) {
    const kept = rows.find(row => isNow(row, today) && idOf(row.customer) === idOf(values.customer))
    const main = kept ?? rows.find(row => isNow(row, today))
    values.customer = main?.customer ?? null
    const isJobTitleGiven = before ? values.jobTitle !== before.jobTitle : Boolean(values.jobTitle)
    if (!isJobTitleGiven) values.jobTitle = main?.jobTitle ?? null
  }
  if (before && isMainGiven && !areRowsGiven)
    for (const row of rows) if (isNow(row, today) && idOf(row.customer) === idOf(before.customer)) row.leftOn = today
  const main = idOf(values.customer)
  if (main) {
    const row = rows.find(one => idOf(one.customer) === main && isNow(one, today))
    // Since when somebody works where he was first met, nobody said.
    if (!row) rows.push(rowOf(values, before ? today : null))
    else if (values.jobTitle || before) row.jobTitle = (values.jobTitle ?? null) as string | null
  }
  values.customers = rows
}

/** Somebody cannot leave before he came. */
export function checkEmployment(draft: { values: Values }): { path: string; code: string }[] {
  return ((draft.values.customers ?? []) as Employment[]).flatMap(({ joinedOn, leftOn }, index) =>
    joinedOn && leftOn && leftOn < joinedOn
      ? [{ path: `customers.${index}.leftOn`, code: 'contact.left_before_coming' }]
      : [],
  )
}

const rowOf = (values: Values, joinedOn: string | null): Employment => ({
  customer: values.customer as Employment['customer'],
  jobTitle: (values.jobTitle ?? null) as string | null,
  joinedOn,
  leftOn: null,
})

/** A row that ends today has ended. */
const isNow = ({ leftOn }: Employment, today: string): boolean => !leftOn || leftOn > today

const idOf = (value: unknown): string | undefined => (value as { id: string } | null | undefined)?.id

const textOf = (rows: readonly Employment[]): string =>
  JSON.stringify(rows.map(row => [idOf(row.customer), row.jobTitle ?? null, row.joinedOn ?? null, row.leftOn ?? null]))
