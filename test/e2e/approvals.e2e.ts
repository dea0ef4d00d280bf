import { beforeAll, expect, test } from 'vitest'
import { registerMessages } from '#platform/i18n/index.ts'
import { assemble } from '#platform/records/assembly.ts'
import { app, seeders } from '#src/app.ts'
import { accessibilityFindings } from '#test/harness/axe.ts'
import { openPage, type PageOptions, pageErrors, screenshot } from '#test/harness/browser.ts'
import { openTestCompany, type TestCompany } from '#test/harness/company.ts'
import type { PersonName } from '#test/harness/people.ts'
import { testProgram } from '#test/harness/program.ts'
import { makePurchases, purchasesModule } from '#test/toy/purchases.ts'

// The product with one noun more that needs consent, so that the screens of approvals are seen whatever documents there are.

let company: TestCompany

beforeAll(async () => {
  registerMessages(purchasesModule.messages)
  await testProgram({ app: assemble([...app.modules, purchasesModule]), seeders })
  company = await openTestCompany()
  await makePurchases(company.db)
})

async function at(person: PersonName, path: string, options: Partial<PageOptions> = {}) {
  const { cookies } = company.as[person]
  const page = await openPage({ width: 1440, locale: 'zh-CN', baseUrl: company.url, cookies, ...options })
  await page.goto(path)
  return page
}

test('an administrator writes a flow, a salesperson submits, her superior refuses and then approves on the phone', {
  timeout: 60_000,
}, async () => {
  const { li } = company.as
  const { id } = await li.post('/api/purchases', {
    name: '阅览室书架',
    amount: '12000.00',
    currency: 'CNY',
    kind: 'shelves',
  })

  const settings = await at('chen', '/p/approval-flows?view=purchase')
  await settings.getByRole('button', { name: '新建流程' }).click()
  const sheet = settings.getByRole('dialog', { name: '新建流程' })
  await sheet.getByLabel('流程名称').fill('大额采购')
  await sheet.getByLabel('金额达到（CNY）').fill('10000')
  await sheet.getByRole('combobox', { name: '选择一条记录' }).click()
  await settings.getByTitle('阅览室书架').click()
  await sheet.getByRole('button', { name: /试\s?走/ }).click()
  await sheet.getByText('这条记录适用这个流程').waitFor()
  await sheet.getByText('王芳').waitFor()
  expect(await accessibilityFindings(settings)).toEqual([])
  await screenshot(settings, 'approval-flow-sheet-zh-1440')
  await sheet.getByRole('button', { name: /保\s?存/ }).click()
  await settings.getByText('金额达到 ¥10,000.00').waitFor()
  await sheet.waitFor({ state: 'hidden' })
  await screenshot(settings, 'approval-flows-zh-1440')

  const record = await at('li', `/o/purchases/${id}`)
  await record.getByRole('button', { name: '提交审批' }).click()
  const submitting = record.getByRole('dialog', { name: '提交审批' })
  await submitting.getByText('王芳').waitFor()
  await submitting.getByLabel('给审批人的说明').fill('开馆前要用')
  await screenshot(record, 'approval-submit-zh-1440')
  await submitting.getByRole('button', { name: '提交审批' }).click()
  await record.getByText('等待王芳审批').waitFor()

  const phone = await at('wang', '/', { width: 375 })
  await phone
    .getByRole('link', { name: /阅览室书架/ })
    .first()
    .click()
  await phone.getByRole('button', { name: /拒\s?绝/ }).click()
  await phone.getByText('请写明拒绝的原因').waitFor()
  await screenshot(phone, 'approval-decide-zh-375')
  expect(await accessibilityFindings(phone)).toEqual([])
  await phone.getByLabel(/审批意见/).fill('先比三家')
  await phone.getByRole('button', { name: /拒\s?绝/ }).click()
  await phone.getByText('王芳拒绝了').first().waitFor()

  await record.getByRole('button', { name: '重新提交' }).click()
  await record.getByRole('dialog').getByRole('button', { name: '重新提交' }).click()
  await record.getByText('等待王芳审批').waitFor()
  await record.getByRole('button', { name: '审批过程' }).click()
  await record.getByText('先比三家').first().waitFor()
  await screenshot(record, 'approval-chain-zh-1440')
  expect(await accessibilityFindings(record)).toEqual([])

  await phone.goto('/p/approvals')
  await phone.getByRole('button', { name: '同意阅览室书架' }).waitFor()
  await screenshot(phone, 'approvals-zh-375')
  await phone.getByRole('button', { name: '同意阅览室书架' }).click()
  await phone.getByText('没有等您审批的单据').waitFor()
  expect((await li.get(`/api/purchases/${id}`)).state).toBe('approved')
  for (const page of [settings, record, phone]) expect(pageErrors(page)).toEqual([])
})

test('what waits is decided many at once, in English', async () => {
  const { li, wang } = company.as
  await wang.patch('/api/session', { locale: 'en' })
  for (const name of ['Chairs', 'Lamps']) {
    const { id } = await li.post('/api/purchases', { name, amount: '20000.00', currency: 'CNY' })
    await li.post(`/api/purchases/${id}/submit`, { opinion: 'for the reading room' })
  }
  const page = await at('wang', '/p/approvals', { locale: 'en' })
  await page.getByText(/\d waiting for you/).click()
  await screenshot(page, 'approvals-en-1440')
  expect(await accessibilityFindings(page)).toEqual([])
  await page.getByRole('button', { name: 'Approve', exact: true }).first().click()
  await page.getByText('Nothing waits for you').waitFor()
  await page.getByRole('tab', { name: 'Decided by me' }).click()
  await page.getByRole('link', { name: 'Lamps' }).waitFor()
  // The settings on a phone, in the dark.
  await company.as.chen.patch('/api/session', { locale: 'en' })
  const phone = await at('chen', '/p/approval-flows?view=purchase', { width: 375, locale: 'en', dark: true })
  await phone.getByText('amount from').first().waitFor()
  await screenshot(phone, 'approval-flows-en-375-dark')
  expect(await accessibilityFindings(phone)).toEqual([])
  await phone.getByRole('button', { name: 'Edit 大额采购' }).click()
  const sheet = phone.getByRole('dialog', { name: 'Edit flow' })
  await sheet.getByRole('button', { name: 'Add a step' }).click()
  await sheet.getByRole('combobox', { name: 'Who, in step 2' }).click()
  await phone.getByTitle('Superiors in turn').click()
  await sheet.getByLabel('Levels of step 2').waitFor()
  await screenshot(phone, 'approval-flow-sheet-en-375-dark')
  expect(await accessibilityFindings(phone)).toEqual([])
  for (const one of [page, phone]) expect(pageErrors(one)).toEqual([])
})
