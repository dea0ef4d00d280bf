import type { Page } from 'playwright-core'
import { beforeAll, expect, test } from 'vitest'
import { forgetActors } from '#platform/access/load-actor.ts'
import { accessibilityFindings } from '#test/harness/axe.ts'
import { openPage, type PageOptions, pageErrors, screenshot } from '#test/harness/browser.ts'
import { openTestCompany, type TestCompany } from '#test/harness/company.ts'
import { choose, idIn } from './record-screens.ts'

// From a lead to money and back, as a salesperson, her superior and finance live it in a browser, in Chinese.

let company: TestCompany
beforeAll(async () => {
  company = await openTestCompany()
  const { chen, qian } = company.as
  await chen.put(`/api/users/${qian.id}/roles`, { roles: ['finance'] })
  forgetActors(company.db)
  await chen.post('/api/legal-entities', { name: '海天科技有限公司', code: 'HT', taxpayerType: 'general' })
  await chen.post('/api/products', { name: '能耗采集柜', code: 'CJ-10', unit: '套', listPrice: '5000' })
  const flow = (object: string, name: string, more: object) =>
    chen.post('/api/approval-flows', {
      object,
      name,
      isOn: true,
      content: {
        conditions: null,
        departments: [],
        amountFrom: null,
        amountTo: null,
        afterRefusal: 'start',
        withdraw: 'undecided',
        remindDays: 2,
        steps: [{ kind: 'superior', mode: 'any', level: 1 }],
        ...more,
      },
    })
  await flow('quote', '九折以下', { conditions: { field: 'greatestDiscount', op: 'gte', value: 10 } })
  await flow('contract', '一万以上', { amountFrom: '10000' })
})

async function at(
  who: 'li' | 'wang' | 'zhao' | 'chen' | 'qian',
  path: string,
  options: Partial<PageOptions> = {},
): Promise<Page> {
  const { cookies } = company.as[who]
  const page = await openPage({ width: 1440, locale: 'zh-CN', baseUrl: company.url, cookies, ...options })
  page.setDefaultTimeout(8000)
  await page.goto(path)
  return page
}

test('线索、客户、商机、报价、审批、合同与回款计划、两笔到款（一笔认领错了再改对）、退款，欠款读在屏幕上', {
  timeout: 180_000,
}, async () => {
  const li = await at('li', '/o/leads/new')
  await li.getByLabel('姓名').fill('何工')
  await li.getByLabel('公司').first().fill('宁海水泵有限公司')
  await li.getByRole('button', { name: '保存', exact: true }).click()
  await li.getByRole('heading', { level: 1, name: /何工/ }).waitFor()
  await li.getByRole('button', { name: '转化为客户' }).first().click()
  const converting = li.getByRole('dialog')
  await converting.getByLabel('客户名称').waitFor()
  await converting.getByLabel('商机名称').fill('宁海水泵改造')
  await converting.getByRole('button', { name: '转化为客户' }).click()
  const card = li.getByRole('region', { name: '转化', exact: true })
  await card.getByRole('link').first().waitFor()
  await card.getByRole('link', { name: '宁海水泵改造' }).click()
  await li.getByRole('heading', { level: 1, name: '宁海水泵改造' }).waitFor()
  await panel(li, '报价').getByRole('button').click()
  await li.waitForURL(/\/o\/quotes\//)
  await li.getByRole('button', { name: '编辑', exact: true }).first().waitFor()
  await li.getByRole('button', { name: '编辑', exact: true }).first().click()
  const editing = li.getByRole('dialog')
  await editing.getByRole('button', { name: '添加一行' }).click()
  await li.keyboard.type('采集柜')
  await li.keyboard.press('Enter')
  await expect.poll(() => editing.getByLabel('第 1 行: 产品').inputValue()).toBe('能耗采集柜')
  await editing.getByLabel('第 1 行: 数量').fill('3')
  await editing.getByLabel('第 1 行: 折扣').fill('10')
  await editing.getByText('¥13,500.00').first().waitFor()
  await editing.getByRole('button', { name: '保存', exact: true }).click()
  await editing.waitFor({ state: 'hidden' })
  await submit(li, '年年都买')
  const quote = idIn(li)

  const wang = await at('wang', '/', { width: 375 })
  await wang
    .getByRole('link', { name: /宁海水泵改造/ })
    .first()
    .click()
  await wang.getByRole('button', { name: /同\s?意/ }).waitFor()
  await wang.getByLabel(/审批意见/).fill('可以')
  await wang
    .getByRole('button', { name: /同\s?意/ })
    .first()
    .click()
  await expect.poll(async () => (await company.as.li.get(`/api/quotes/${quote}`)).state).toBe('approved')

  // The customer reads it on his phone and says yes.
  await panel(li, '分享给客户').getByRole('button').first().click()
  const sharing = li.getByRole('dialog', { name: '分享给客户' })
  await sharing.getByRole('button', { name: '生成链接' }).click()
  const address = (await sharing.locator('code').textContent()) ?? ''
  await li.keyboard.press('Escape')
  const customer = await openPage({ width: 375, locale: 'zh-CN' })
  await customer.goto(address)
  await customer.getByText('人民币壹万叁仟伍佰元整').waitFor()
  await customer
    .getByLabel(/姓名|名字/)
    .first()
    .fill('何工')
  await customer.getByRole('button', { name: /接受/ }).click()
  await expect.poll(async () => (await company.as.li.get(`/api/quotes/${quote}`)).state).toBe('accepted')

  // The contract, paid by instalments, of which the first was due forty days ago.
  await panel(li, '合同').getByRole('button').click()
  const making = li.getByRole('dialog')
  await choose(li, making.getByLabel('付款方式'), '分期')
  await making.getByLabel('首期日期').click()
  await making.getByLabel('首期日期').fill(dayFrom(-40))
  await li.keyboard.press('Enter')
  await making.getByRole('button', { name: '生成', exact: true }).click()
  await making.getByRole('button', { name: '生成合同' }).click()
  await li.waitForURL(/\/o\/contracts\//)
  await panel(li, '回款计划').getByText('¥4,050.00').first().waitFor()
  const contract = idIn(li)
  await submit(li)
  await wang.goto('/p/approvals')
  await wang.getByRole('button', { name: '同意宁海水泵改造' }).click()
  await expect.poll(async () => (await company.as.li.get(`/api/contracts/${contract}`)).state).toBe('approved')
  await li.getByRole('button', { name: '生效', exact: true }).click()
  const effect = li.getByRole('dialog', { name: '生效' })
  await effect.getByLabel('生效日期').click()
  await effect.getByLabel('生效日期').fill(dayFrom(-45))
  await li.keyboard.press('Enter')
  await effect.getByRole('button', { name: '生效' }).click()
  await effect.waitFor({ state: 'hidden' })
  await panel(li, '回款计划').getByText('待生效').first().waitFor({ state: 'hidden' })

  // Finance writes down what the bank says.
  const finance = await at('qian', '/o/receipts/new')
  await finance.getByRole('button', { name: '保存', exact: true }).waitFor()
  for (const [payer, amount] of [
    ['宁海水泵有限公司', '6000'],
    ['何', '4000'],
  ] as const) {
    await finance.goto('/o/receipts/new')
    await finance.getByLabel('付款方').first().fill(payer)
    await finance.getByLabel('到账金额').fill(amount)
    await finance.getByLabel('到账日期').click()
    await finance.locator('.ant-picker-dropdown:visible .ant-picker-presets').getByText('今天').click()
    await finance.getByRole('button', { name: '保存', exact: true }).click()
    await finance.waitForURL(/\/o\/receipts\/[0-9a-f]/)
  }
  await company.as.zhao.post('/api/customers', { name: '何氏机械' })
  const zhao = await at('zhao', '/p/claiming')
  // zhao takes the one without a clear name for his own customer's; finance sees it and gives it back.
  const { id: second } = (await company.as.qian.get('/api/receipts?sort=-createdAt&limit=1')).records[0]
  await zhao.getByRole('button', { name: /^何/ }).click()
  const beside = zhao.getByRole('region', { name: '核销到哪一期' })
  await beside.getByRole('combobox').click()
  await zhao.keyboard.type('何氏')
  await zhao.locator('.ant-select-dropdown:visible .ant-select-item-option').filter({ hasText: '何氏机械' }).click()
  await beside.getByRole('button', { name: '认领', exact: true }).click()
  await zhao.getByText('已认领“何”的到款').waitFor()
  await finance.goto(`/o/receipts/${second}`)
  await finance.getByRole('button', { name: '退回待认领' }).waitFor()
  await finance.getByRole('button', { name: '退回待认领' }).click()
  const returning = finance.getByRole('dialog', { name: '退回待认领' })
  await returning.getByLabel('原因').fill('不是何氏机械的款')
  await returning.getByRole('button', { name: '退回待认领' }).click()
  await returning.waitFor({ state: 'hidden' })

  // What is likely stands first; of the other she knows which instalment it is.
  await li.goto('/p/claiming')
  const lines = li.getByRole('region', { name: '核销到哪一期' })
  await li.getByRole('button', { name: /^宁海水泵/ }).click()
  await lines.getByText('付款方同名').first().waitFor()
  await screenshot(li, 'money-claiming-zh-1440')
  await lines.getByRole('button', { name: /第 2 期 认领/ }).click()
  await li.getByText('已认领“宁海水泵有限公司”的到款').waitFor()
  await li.getByRole('button', { name: /^何/ }).click()
  await lines.getByRole('searchbox').fill('水泵')
  await lines.getByRole('button', { name: /第 1 期 认领/ }).click()
  await li.getByText('已认领“何”的到款').waitFor()

  // Finance confirms both together, and gives some of it back.
  await finance.goto('/o/receipts?view=toConfirm')
  for (const number of ['SK000001', 'SK000002'])
    await finance
      .getByRole('row', { name: new RegExp(number) })
      .getByRole('checkbox')
      .check()
  await finance.getByRole('button', { name: '更多操作' }).click()
  await finance.getByRole('menuitem', { name: '确认到款' }).click()
  const sure = finance.getByRole('dialog').getByRole('button', { name: /确认到款|确定/ })
  if ((await sure.count()) > 0) await sure.first().click()
  await expect.poll(async () => (await company.as.qian.get(`/api/receipts/${second}`)).state).toBe('confirmed')
  await finance.goto(`/o/receipts/${second}`)
  await finance.getByRole('button', { name: '退款' }).click()
  const refund = finance.getByRole('dialog', { name: '退款' })
  await refund.getByLabel('退款金额').fill('1000')
  await refund.getByLabel('原因').fill('多付了运费')
  await refund.getByRole('button', { name: '退款' }).click()
  await refund.waitFor({ state: 'hidden' })

  // Of 12,150 that is due 9,000 has come and stayed: on the customer's page, and in his account.
  await li.goto(`/o/customers/${(await company.as.li.get('/api/customers')).records[0].id}`)
  const owed = panel(li, '应收与逾期')
  await owed.getByText('欠款').waitFor()
  await screenshot(li, 'money-customer-zh-1440')
  expect((await owed.innerText()).replaceAll(/\s/g, '')).toContain('欠款¥3,150.00')
  await owed.getByRole('link', { name: '查看往来明细' }).click()
  const figure = li
    .locator('dl div')
    .filter({ has: li.getByText('欠款', { exact: true }) })
    .first()
  await figure.getByText('¥3,150.00').waitFor()
  await screenshot(li, 'money-account-zh-1440')
  expect(await accessibilityFindings(li)).toEqual([])
  for (const page of [li, wang, zhao, finance, customer]) expect(pageErrors(page)).toEqual([])
})

/** The day so many days from today, in the company's time zone. */
const dayFrom = (days: number): string =>
  new Date(Date.now() + 8 * 3_600_000 + days * 86_400_000).toISOString().slice(0, 10)

const panel = (page: Page, name: string) => page.getByRole('region', { name, exact: true })

async function submit(page: Page, opinion?: string): Promise<void> {
  await page.getByRole('button', { name: '提交审批' }).click()
  const submitting = page.getByRole('dialog', { name: '提交审批' })
  await submitting.getByText('王芳').waitFor()
  if (opinion) await submitting.getByLabel('给审批人的说明').fill(opinion)
  await submitting.getByRole('button', { name: '提交审批' }).click()
  await page.getByText('等待王芳审批').waitFor()
}
