import { sql } from 'kysely'
import type { NoticeKind } from '#platform/notify/notice-kinds.ts'
import { notify } from '#platform/notify/notify.ts'
import type { Subscriber } from '#platform/records/module.ts'

const ways = { inProduct: true, inBrowser: true, byMail: false }

export const receiptNoticeKinds: readonly NoticeKind[] = [
  { name: 'receipt.confirmed', ways, isForGroups: true },
  { name: 'receipt.takenBack', ways, isForGroups: false },
]

/** Whose customer paid hears of it when finance confirms; whoever claimed hears when his claim is taken back by somebody else. */
export const receiptSubscribers: readonly Subscriber[] = [
  {
    name: 'receipts.tellConfirmed',
    event: 'receipt.confirmed',
    handle: async (ctx, event) => {
      const { rows } = await sql<{
        owner: string | null
      }>`select owner_id as owner from receipts where id = ${event.recordId}::uuid`.execute(ctx.db)
      const owner = rows[0]?.owner
      if (!owner || owner === event.userId) return
      const about = { object: 'receipt', id: event.recordId }
      await notify(ctx, { kind: 'receipt.confirmed', to: [owner], about, cause: `receipt.confirmed ${event.id}` })
    },
  },
  {
    name: 'receipts.tellTakenBack',
    event: event => event.name === 'receipt.unclaimed' || event.name === 'receipt.released',
    handle: async (ctx, event) => {
      const { rows } = await sql<{ owner: string | null }>`
        select changes -> 'owner' -> 0 ->> 'id' as owner from history
        where record_id = ${event.recordId}::uuid and changes ? 'owner' and verb in ('unclaim', 'release') order by at desc, id desc limit 1`.execute(
        ctx.db,
      )
      const owner = rows[0]?.owner
      if (!owner || owner === event.userId) return
      const about = { object: 'receipt', id: event.recordId }
      await notify(ctx, { kind: 'receipt.takenBack', to: [owner], about, cause: `receipt.takenBack ${event.id}` })
    },
  },
]
