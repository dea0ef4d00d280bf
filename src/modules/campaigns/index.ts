import { dayAt } from '#platform/fields/index.ts'
import { type Context, defineAction, defineModule, type Draft } from '#platform/records/index.ts'
import { campaign } from './campaign.object.ts'
import { checkDates } from './campaign.rules.ts'
import { cancel, finish, start } from './campaign.verbs.ts'
import messagesEn from './messages.en.ts'
import messagesZh from './messages.zh.ts'

export const campaignsModule = defineModule({
  name: 'campaigns',
  dependsOn: ['tags'],
  objects: [campaign],
  actions: [
    defineAction(start, async (ctx, record) => ({
      changes: { state: 'running', startsOn: record.startsOn ?? dayAt(ctx.now(), ctx.company.timeZone) },
    })),
    defineAction(finish, async (ctx, record, { endsOn, actualCost }) => ({
      changes: {
        state: 'finished',
        endsOn: endsOn ?? record.endsOn ?? dayAt(ctx.now(), ctx.company.timeZone),
        actualCost: actualCost ?? record.actualCost,
      },
    })),
    defineAction(cancel, async (_ctx, _record, { reason }) => ({
      changes: { state: 'cancelled' },
      ...(reason ? { reason } : {}),
    })),
  ],
  behaviour: { campaign: { derive: deriveCampaign, check: checkDates } },
  grants: { marketing: { 'campaign.*': 'all' } },
  messages: { zh: messagesZh, en: messagesEn },
})

/** Whoever plans it answers for it unless he says otherwise; amounts are in the company's currency unless told. */
async function deriveCampaign(ctx: Context, drafts: Draft[]): Promise<void> {
  for (const { values, before } of drafts) {
    if (before === null && values.owner === undefined && ctx.actor.userId)
      values.owner = { id: ctx.actor.userId, title: ctx.actor.name }
    if (!values.currency && (values.budget || values.actualCost)) values.currency = ctx.company.baseCurrency
  }
}
