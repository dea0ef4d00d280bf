import type { Context, Draft } from '#platform/records/index.ts'

/** Drafts that only ask; deriving them gives nobody anything. */
const asking = new WeakSet<Draft>()

/** Whether a draft only asks what would become of it. */
export const isAsking = (draft: Draft): boolean => asking.has(draft)

/**
 * Which of these leads somebody could not have though a rule chose him: what any module says of the owner (a company's limit on what he may own)
 * is asked of copies, by the same steps that the write will go through. By index.
 */
export async function refusedOwners(
  ctx: Context,
  wanted: readonly {
    id: string
    values: Record<string, unknown>
    before: Record<string, unknown> | null
    owner: { id: string }
  }[],
): Promise<Set<number>> {
  const drafts = wanted.map(({ id, values, before, owner }): Draft => {
    const draft: Draft = { id, values: { ...values, owner }, before, isHistory: false, problems: [] }
    asking.add(draft)
    return draft
  })
  if (drafts.length > 0) await ctx.behaviour.objects.lead?.derive?.(ctx, drafts)
  return new Set(
    drafts.flatMap(({ problems }, index) => (problems.some(({ path }) => path === 'owner') ? [index] : [])),
  )
}
