import { beforeAll, expect, test } from 'vitest'
import { accessibilityFindings } from '#test/harness/axe.ts'
import { openPage, type PageOptions, pageErrors, screenshot } from '#test/harness/browser.ts'
import { openTestCompany, type TestCompany } from '#test/harness/company.ts'
import type { PersonName } from '#test/harness/people.ts'

let company: TestCompany

beforeAll(async () => {
  company = await openTestCompany()
})

async function at(person: PersonName, path: string, options: Partial<PageOptions> = {}) {
  const { cookies } = company.as[person]
  const page = await openPage({ width: 1440, locale: 'zh-CN', baseUrl: company.url, cookies, ...options })
  await page.goto(path)
  return page
}

test('a salesperson writes a contract with its plan in one form, submits it and puts it into effect; her phone shows when the money comes', {
  timeout: 60_000,
}, async () => {
  const { li } = company.as
  await li.post('/api/customers', { name: '华星科技' })
  const page = await at('li', '/o/contracts/new')
  await page.getByLabel('合同名称').fill('产线监测一期')
  await page.locator('[data-field=customer] input').fill('华星')
  await page.getByTitle('华星科技').click()
  await page.locator('[data-field=paymentTerms] input').click()
  await page.getByTitle('分期', { exact: true }).click()
  const plan = page.getByRole('group', { name: '回款计划' })
  await plan.getByText('先填写合同金额或明细。').first().waitFor()
  await page.getByLabel('总金额').fill('18016.61')
  await plan.getByRole('button', { name: /生\s?成/ }).click()
  await plan.getByText('合计 ¥18,016.61，与合同金额一致').waitFor()
  await plan.getByLabel('第 3 期金额').fill('1800')
  await plan.getByText('比合同金额少 ¥1.66').waitFor()
  await screenshot(page, 'contract-new-zh-1440')
  expect(await accessibilityFindings(page)).toEqual([])
  await plan.getByLabel('第 3 期金额').fill('1801.66')
  await page.getByRole('button', { name: /保\s?存$/ }).click()

  await page.getByRole('heading', { name: '产线监测一期' }).waitFor()
  await page.getByRole('link', { name: '第 2 期' }).waitFor()
  await page.getByRole('button', { name: '提交审批' }).click()
  await page.getByRole('dialog').getByRole('button', { name: '提交审批' }).click()
  await page.getByRole('button', { name: /生\s?效/ }).click()
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /生\s?效/ })
    .click()
  await page.getByText('生效中').first().waitFor()
  await screenshot(page, 'contract-page-zh-1440')
  expect(await accessibilityFindings(page)).toEqual([])
  await page.getByRole('button', { name: '调整回款计划' }).click()
  const sheet = page.getByRole('dialog', { name: '回款计划' })
  await sheet.getByLabel('第 1 期金额').fill('5000')
  await sheet.getByRole('button', { name: '加一期' }).click()
  await sheet.getByRole('button', { name: /保\s?存/ }).click()
  await sheet.getByRole('alert').first().waitFor()
  await screenshot(page, 'contract-plan-sheet-zh-1440')
  expect(pageErrors(page)).toEqual([])

  const [made] = (await li.get('/api/contracts')).records
  const phone = await at('li', `/o/contracts/${made.id}`, { width: 375, dark: true })
  await phone.getByRole('heading', { name: '产线监测一期' }).waitFor()
  await phone.getByRole('link', { name: '第 1 期' }).scrollIntoViewIfNeeded()
  await screenshot(phone, 'contract-page-zh-375-dark')
  expect(await accessibilityFindings(phone)).toEqual([])
  await li.patch('/api/session', { locale: 'en' })
  const form = await at('li', '/o/contracts/new', { width: 375, locale: 'en' })
  await form.locator('[data-field=paymentTerms] input').click()
  await form.getByTitle('By instalments').click()
  await form.getByRole('button', { name: 'Add an instalment' }).click()
  await form.getByRole('button', { name: 'Add an instalment' }).scrollIntoViewIfNeeded()
  await screenshot(form, 'contract-new-en-375')
  expect(await form.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(true)
})
