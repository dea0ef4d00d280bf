import { defineModule, type Written } from '#platform/records/index.ts'
import type { ConsentKind } from '#platform/consent/consent-kind.ts'
import type { Context } from '#platform/records/index.ts'
import type { ObjectBehaviour } from '#platform/records/module.ts'
import { keepStarts } from './clock-starts.ts'
import { settleClock, settleClockOf } from './clock.settle.ts'
import { takeContactsAlong } from './contacts-along.ts'
import { pooledNouns } from './pooled.ts'
import { custodyRoutes, custodyWith } from './custody-routes.ts'
import { poolFile } from './pool-file.ts'
import { poolFileRoutes } from './pool-file-routes.ts'
import { doorRoutes } from './door-routes.ts'
import { fallsSoon } from './falling.ts'
import { poolTiles } from './pool.tiles.ts'
import { poolNoticeKinds } from './pool.notices.ts'
import { recover } from './recovery.ts'
import { recoveryRoutes } from './recovery-routes.ts'
import { keepRestored, settleCustody } from './custody.ts'
import type { PooledNoun } from './memberships.ts'
import messagesEn from './messages.en.ts'
import messagesZh from './messages.zh.ts'
import { ownershipLimit } from './ownership-limit.object.ts'
import { pooledActions } from './pool.actions.ts'
import { checkUse, keepPools } from './pool.keep.ts'
import { pool, poolHiddenField, poolMember, poolRule } from './pool.object.ts'
import { checkLimit, checkPool } from './pool.rules.ts'
import { keepRules } from './rule-versions.ts'
import { keepStays } from './stays.ts'

export type { PooledNoun } from './memberships.ts'
export { seedPools } from './pool.seed.ts'

type Settle = (ctx: Context, written: readonly Written[]) => Promise<void>
const inTurn =
  (...all: Settle[]): Settle =>
  async (ctx, written) => {
    for (const settle of all) await settle(ctx, written)
  }

const pooled = (noun: PooledNoun, ...more: Settle[]): ObjectBehaviour => ({
  derive: settleCustody(noun),
  settle: inTurn(keepStays(noun), keepStarts, settleClock(noun), ...more),
  conditions: { fallsSoon },
  readmit: (ctx, record) => keepRestored(ctx, noun, record),
})

/** After leads, follow-ups and opportunities: their facts are those that the clock goes by. */
export const poolsModule = defineModule({
  name: 'pools',
  dependsOn: ['customers', 'contacts', 'leads', 'opportunities', 'activities'],
  objects: [pool, poolMember, poolRule, poolHiddenField, ownershipLimit],
  ownTables: ['pool_clock_starts', 'pool_rule_versions', 'pool_stays', 'pool_claims', 'pool_views', 'recovery_runs'],
  actions: [...pooledActions('customer'), ...pooledActions('lead')],
  behaviour: {
    pool: { derive: checkUse, check: checkPool, settle: keepRules, keep: keepPools },
    ownershipLimit: { check: checkLimit },
    customer: pooled('customer', takeContactsAlong),
    lead: pooled('lead'),
    activity: { settle: inTurn(settleClockOf('customer'), settleClockOf('lead')) },
    opportunity: { settle: settleClockOf('customer') },
  },
  daily: [{ name: 'pools.recover', run: recover }],
  pageParts: (['customer', 'lead'] as const).map(noun => ({
    on: [noun],
    of: noun,
    read: async (ctx, _on, record) => [
      {
        path: `/${pooledNouns[noun].plural}/${record.id}/custody`,
        query: {},
        answer: await custodyWith(ctx, noun, record),
      },
    ],
  })),
  tiles: poolTiles,
  consentKinds: [poolFile as ConsentKind],
  notices: { kinds: poolNoticeKinds, timed: [] },
  routes: server => {
    doorRoutes(server)
    poolFileRoutes(server)
    custodyRoutes(server)
    recoveryRoutes(server)
  },
  messages: { zh: messagesZh, en: messagesEn },
})
