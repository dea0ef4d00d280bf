import { z } from 'zod'
import { definePrint, definePrintValues, openWriter } from '#platform/print/index.ts'
import { defineModule, get } from '#platform/records/index.ts'
import { purchase, purchaseItem } from './purchases.ts'

// Papers of what the library buys: the noun with which printing is tried.

const order = definePrint({
  object: purchase,
  name: 'order',
  build: async (ctx, id, language) => {
    const record = await get(ctx, purchase, id)
    const write = openWriter(ctx, language)
    const items = (record.items ?? []) as Record<string, unknown>[]
    const amount = String(record.amount ?? '0')
    return {
      language,
      title: write.say('purchase.prints.order'),
      running: `${write.value(purchase, 'number', record)} ${write.value(purchase, 'name', record)}`,
      blocks: [
        {
          kind: 'parties',
          parties: [
            { title: language === 'zh' ? '甲方' : 'Buyer', pairs: [{ label: '', value: ctx.company.name }] },
            { title: language === 'zh' ? '乙方' : 'Seller', pairs: [{ label: '', value: '𠮷野家书店' }] },
          ],
        },
        { kind: 'pairs', columns: 2, pairs: write.pairs(purchase, record, ['number', 'name', 'kind', 'neededOn']) },
        write.table(purchaseItem, items, [
          { width: 28 },
          { field: 'what', width: '*' },
          { field: 'copies', width: 60 },
        ]),
        {
          kind: 'totals',
          rows: [{ label: '合计', value: write.money(amount, String(record.currency)), isStrong: true }],
          words: { label: '大写', value: '人民币壹万捌仟零壹拾陆元陆角壹分' },
        },
        { kind: 'text', text: '第一条　双方按约定履行。' },
        {
          kind: 'signatures',
          parties: [
            { title: '甲方', lines: ['签字：', '日期：'], place: '盖章处' },
            { title: '乙方', lines: ['签字：', '日期：'], place: '盖章处' },
          ],
        },
      ],
    }
  },
})

const asOf = definePrint({
  object: purchase,
  name: 'asOf',
  languages: ['zh'],
  input: z.strictObject({ on: z.string().regex(/^\d{4}-\d{2}-\d{2}$/) }),
  build: async (ctx, id, language, { input }) => {
    const record = await get(ctx, purchase, id)
    return {
      language,
      title: '对账单',
      blocks: [{ kind: 'text', text: `截至 ${openWriter(ctx, language).day(input.on)} ${String(record.name)}` }],
    }
  },
})

/** Only once it is ordered, and never shown before. */
const sealed = definePrint({
  object: purchase,
  name: 'sealed',
  hasNoPreview: true,
  isPossible: (_ctx, record) => record.state === 'ordered',
  build: async (ctx, id, language) => {
    const record = await get(ctx, purchase, id)
    return { language, title: `盖章 ${String(record.name)}`, blocks: [] }
  },
})

const words = (zh: boolean) => ({
  purchase: {
    prints: {
      order: zh ? '订购单' : 'Purchase order',
      asOf: zh ? '对账单' : 'Statement',
      sealed: zh ? '盖章单' : 'Sealed',
    },
    print_values: { capitals: zh ? '大写金额' : 'Amount in words' },
  },
})

export const papersModule = defineModule({
  name: 'papers',
  dependsOn: ['purchases'],
  objects: [],
  prints: [order, asOf, sealed],
  printValues: [
    definePrintValues({
      object: purchase,
      names: ['capitals'],
      read: async (_ctx, record) => ({ capitals: `人民币${String(record.amount)}` }),
    }),
  ],
  messages: { zh: words(true), en: words(false) },
})
