import { objectOf } from '#platform/objects/catalog.ts'
import { count } from '#platform/query/totals.ts'
import type { Context } from '#platform/records/index.ts'
import { find } from '#platform/records/index.ts'
import { inState, type TileDefinition, type WaitingContent } from '#platform/workbench/define-tile.ts'
import { atTheDoor, claimableFields } from './claimable.ts'

/** Money that waits: to be claimed by whoever knows it, to be confirmed by finance. */
export const receiptTiles: TileDefinition[] = [
  {
    kind: 'waiting',
    name: 'receipts.claim',
    lenses: ['own', 'team'],
    right: 'receipt.claim',
    order: 26,
    place: 'side',
    read: waitingMoney,
  },
  {
    kind: 'rows',
    name: 'receipts.confirm',
    object: 'receipt',
    lenses: ['own', 'team'],
    right: 'receipt.confirm',
    order: 12,
    place: 'main',
    filter: () => inState('claimed'),
    sort: ['receivedOn'],
    fields: ['payer', 'customer', 'amount', 'restAmount', 'receivedOn', 'owner'],
    deeds: [{ verb: 'confirm' }],
    isGoneWhenEmpty: true,
  },
]

async function waitingMoney(ctx: Context): Promise<WaitingContent> {
  const door = atTheDoor(ctx)
  const object = objectOf(ctx.catalog, 'receipt')
  const filter = inState('unclaimed')
  const { records } = await find(door, object, {
    filter,
    sort: ['-receivedOn'],
    limit: 5,
    fields: [...claimableFields],
  })
  const { value } = await count(door, object, filter, false)
  return {
    rows: records.map(record => ({
      id: record.id,
      title: String(record.payer ?? ''),
      hint: `${String(record.currency ?? '')} ${String(record.amount ?? '')} · ${String(record.receivedOn ?? '')}`,
      to: `/p/claiming?view=${record.id}`,
    })),
    count: value,
    to: '/p/claiming',
  }
}
