import { customer } from '#modules/customers/index.ts'
import { inCapitals } from '#modules/documents/index.ts'
import { Exact } from '#platform/objects/index.ts'
import {
  definePrint,
  openWriter,
  type PrintBlock,
  type PrintDocument,
  type PrintLanguage,
  type Writer,
} from '#platform/print/index.ts'
import type { Context } from '#platform/records/index.ts'
import { readAccount } from './account.ts'
import { type AccountAnswer, type AccountOf, accountAsk } from './account-description.ts'

/** The statement that goes to the customer (对账单): the account as its page shows it, to be confirmed and sent back. */
export const statementPrint = definePrint({
  object: customer,
  name: 'statement',
  input: accountAsk,
  build: async (ctx, id, language, { input: { with: family, ...ask } }) => {
    const account = await readAccount(ctx, id, { ...ask, withSubsidiaries: family === 'subsidiaries' })
    return statementOf(ctx, account, language)
  },
})

/** An account as paper: the same figures that the page shows. */
export function statementOf(ctx: Context, account: AccountAnswer, language: PrintLanguage): PrintDocument {
  const write = openWriter(ctx, language)
  const say = (key: string, params?: Record<string, unknown>): string => write.say(`accounts.statement.${key}`, params)
  return {
    language,
    title: say('title'),
    running: `${account.customer.title} · ${write.day(account.on)}`,
    blocks: [
      {
        kind: 'pairs',
        columns: 2,
        pairs: [
          { label: say('customer'), value: account.customer.title },
          { label: say('on'), value: write.day(account.on) },
          { label: say('from'), value: write.day(account.from) },
          { label: say('scope'), value: account.withSubsidiaries ? say('withSubsidiaries') : null },
        ],
      },
      ...(account.accounts.length === 0 ? [{ kind: 'text', text: say('nothing') } as const] : []),
      ...account.accounts.flatMap(one => accountBlocks(write, account, one)),
      { kind: 'text', text: say('confirm'), isSmall: true },
      {
        kind: 'signatures',
        parties: [
          { title: say('we'), lines: [say('signed')], place: say('seal') },
          { title: `${say('customer')}: ${account.customer.title}`, lines: [say('signed')], place: say('seal') },
        ],
      },
    ],
  }
}

function accountBlocks(write: Writer, { on }: AccountAnswer, account: AccountOf): PrintBlock[] {
  const say = (key: string, params?: Record<string, unknown>): string => write.say(`accounts.statement.${key}`, params)
  const { currency } = account
  const bare = (amount: string | null): string =>
    amount === null ? '' : write.money(amount, currency).replace(/[^\d.,−-]/gu, '')
  const closing = new Exact(account.closing)
  const isChinese = write.language === 'zh' && currency === 'CNY'
  return [
    { kind: 'heading', text: [account.legalEntity?.title, currency].filter(Boolean).join(' · ') },
    {
      kind: 'table',
      columns: [
        { label: say('day'), width: 'auto' },
        { label: say('what'), width: '*' },
        { label: say('debit'), width: 'auto', align: 'right' },
        { label: say('credit'), width: 'auto', align: 'right' },
        { label: say('balance'), width: 'auto', align: 'right' },
      ],
      rows: [
        [account.openingOn, say('opening'), '', '', bare(account.opening)],
        ...account.entries.map(entry => [
          entry.on,
          `${write.say(`accounts.kinds.${entry.kind}`)} ${entry.title}`,
          bare(entry.debit),
          bare(entry.credit),
          bare(entry.balance),
        ]),
      ],
      totals: [{ label: say('sums'), values: [bare(account.debits), bare(account.credits), bare(account.closing)] }],
    },
    {
      kind: 'totals',
      rows: [
        { label: say('receivable'), value: write.money(account.receivable, currency) },
        { label: say('prepayment'), value: write.money(account.prepayment, currency) },
        { label: say('arrears'), value: write.money(account.arrears, currency) },
        {
          label: say('closing', { day: write.day(on) }),
          value: write.money(account.closing, currency),
          isStrong: true,
        },
      ],
      ...(isChinese && closing.isPositive()
        ? { words: { label: say('capitals'), value: inCapitals(account.closing) } }
        : {}),
    },
    {
      kind: 'pairs',
      columns: 2,
      pairs: (['d30', 'd60', 'd90', 'over'] as const).map(step => ({
        label: write.say(`accounts.aging.${step}`),
        value: write.money(account.aging[step], currency),
      })),
    },
  ]
}
