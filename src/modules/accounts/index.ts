import type { Context } from '#platform/records/index.ts'
import { defineModule, type Written } from '#platform/records/index.ts'
import { accountTiles } from './account.tiles.ts'
import { maySeeAccounts, readSummary } from './account.ts'
import { allocationsOn, enter, writtenIds } from './account-entries.ts'
import { accountRoutes } from './account-routes.ts'
import messagesEn from './messages.en.ts'
import messagesZh from './messages.zh.ts'
import { statementPrint } from './statement.print.ts'

/** What customers owe and what is held for them (往来): entries that follow from contracts, receipts, allocations and opening balances. */
export const accountsModule = defineModule({
  name: 'accounts',
  dependsOn: ['customers', 'legal-entities', 'documents', 'contracts', 'receipts'],
  objects: [],
  ownTables: ['account_entries'],
  behaviour: {
    collectionPlan: {
      settle: async (ctx, written) => {
        const plans = writtenIds(written)
        await enter(ctx, { plans, allocations: await allocationsOn(ctx, plans) })
      },
    },
    openingBalance: {
      settle: async (ctx, written) => {
        const openings = writtenIds(written)
        await enter(ctx, { openings, allocations: await allocationsOn(ctx, openings) })
      },
    },
    receipt: { settle: (ctx, written) => enter(ctx, { receipts: writtenIds(written) }) },
    allocation: { settle: enterAllocations },
  },
  prints: [statementPrint],
  pageParts: [
    {
      on: ['customer'],
      of: 'receipt',
      read: async (ctx, _on, { id }) =>
        maySeeAccounts(ctx)
          ? [{ path: `/customers/${id}/account/summary`, query: {}, answer: await readSummary(ctx, id) }]
          : [],
    },
  ],
  tiles: accountTiles,
  routes: accountRoutes,
  messages: { zh: messagesZh, en: messagesEn },
})

/** Of an instalment that is owed no more only what was paid stands: that moves with what is put on it. */
async function enterAllocations(ctx: Context, written: readonly Written[]): Promise<void> {
  const plans = written.flatMap(({ before, values }) =>
    [before, values].flatMap(one => (one?.collectionPlan as { id: string } | null | undefined)?.id ?? []),
  )
  await enter(ctx, { allocations: writtenIds(written), plans })
}
