import { checkTaxNo } from '#modules/customers/index.ts'
import { conflict } from '#platform/errors.ts'
import { type Context, defineAction, defineModule, find, noteFacts, type Written } from '#platform/records/index.ts'
import { bankAccount, legalEntity } from './legal-entity.object.ts'
import { makeDefault, reinstate, retire } from './legal-entity.verbs.ts'
import messagesEn from './messages.en.ts'
import messagesZh from './messages.zh.ts'

export const legalEntitiesModule = defineModule({
  name: 'legal-entities',
  dependsOn: ['customers'],
  objects: [legalEntity, bankAccount],
  actions: [
    defineAction(makeDefault, async () => ({ changes: { isDefault: true } })),
    defineAction(retire, async (_ctx, { isDefault, name }) => {
      if (isDefault) throw conflict('legalEntity.default_in_use', { name })
      return { changes: { state: 'retired' } }
    }),
    defineAction(reinstate, async () => ({ changes: { state: 'active' } })),
  ],
  behaviour: { legalEntity: { check: checkTaxNo, settle: keepOneDefault } },
  messages: { zh: messagesZh, en: messagesEn },
})

/** Whoever becomes the default takes that from the one before. */
async function keepOneDefault(ctx: Context, written: readonly Written[]): Promise<void> {
  const chosen = written.findLast(one => one.values?.isDefault === true && one.before?.isDefault !== true)
  if (!chosen) return
  const { records } = await find(ctx, legalEntity, {
    filter: { field: 'isDefault', op: 'is', value: true },
    fields: ['isDefault'],
    limit: 200,
  })
  const others = records.filter(one => one.id !== chosen.id)
  await noteFacts(
    ctx,
    legalEntity,
    others.map(({ id }) => ({ id, values: { isDefault: false } })),
  )
}
