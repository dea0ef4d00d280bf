import { closedAmong, type DatedChange } from '#modules/documents/index.ts'
import { isSame } from '#platform/records/draft.ts'
import type { Context, Draft } from '#platform/records/index.ts'
import { contract } from './contract.object.ts'

/** What of a contract moves the figures of the months in which it was signed and took effect. */
const figures = [
  'amount',
  'originalAmount',
  'currency',
  'exchangeRate',
  'legalEntity',
  'type',
  'signedOn',
  'effectiveOn',
] as const

/**
 * Nothing dated in a closed month changes (facts 24): no contract is signed or takes effect in one, none of one is voided, and dates do not leave
 * it. Later changes of the amount are dated when they are made: the figures of the month go by the original amount.
 */
export async function refuseClosed(ctx: Context, drafts: readonly Draft[]): Promise<void> {
  const asked: (DatedChange & { draft: Draft })[] = drafts.flatMap(draft =>
    datesMoved(draft).map(one => ({ ...one, draft })),
  )
  const closed = await closedAmong(
    ctx,
    asked.map(({ path, on, legalEntity }) => ({ path, on, legalEntity })),
  )
  for (const [index, problem] of closed) {
    const problems = asked[index]?.draft.problems
    if (problems && !problems.some(({ path }) => path === problem.path)) problems.push(problem)
  }
}

function datesMoved({ values, before }: Draft): DatedChange[] {
  const isVoided = values.state === 'voided' && before !== null && before.state !== 'voided'
  return ['signedOn', 'effectiveOn'].flatMap(path => {
    const isMoved = before?.[path] !== values[path]
    const isReckoned =
      before !== null &&
      before.state !== 'changing' &&
      figures.some(name => !isSame(contract.fields[name], before[name] ?? null, values[name] ?? null))
    if (!isMoved && !isVoided && !isReckoned) return []
    return [
      { path, on: (values[path] as string | null) ?? null, legalEntity: idOf(values.legalEntity) },
      { path, on: (before?.[path] as string | null) ?? null, legalEntity: idOf(before?.legalEntity) },
    ]
  })
}

const idOf = (value: unknown): string | null => (value as { id: string } | null | undefined)?.id ?? null
