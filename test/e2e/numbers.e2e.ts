import type { Page } from 'playwright-core'
import { beforeAll, expect, test } from 'vitest'
import { accessibilityFindings } from '#test/harness/axe.ts'
import { openPage, type PageOptions, pageErrors, screenshot } from '#test/harness/browser.ts'
import { openTestCompany, type TestCompany } from '#test/harness/company.ts'

let company: TestCompany

beforeAll(async () => {
  company = await openTestCompany()
})

async function at(path: string, options: Partial<PageOptions> = {}): Promise<Page> {
  const { cookies } = company.as.chen
  const page = await openPage({ width: 1440, locale: 'zh-CN', baseUrl: company.url, cookies, ...options })
  await page.goto(path)
  return page
}

test('the administrator gives customers numbers by year, sees what comes next, and the next customer has it', async () => {
  const page = await at('/settings/numbers')
  await page.getByRole('button', { name: '修改客户的编号规则' }).click()
  const sheet = page.getByRole('dialog', { name: '客户 · 编号规则' })
  await sheet.getByText('C000001').waitFor()
  await sheet.getByLabel('文字').fill('KH')
  await sheet.getByRole('button', { name: '加一段' }).click()
  await sheet.getByRole('combobox', { name: '第 3 段：类型' }).click()
  await page.getByTitle('日期', { exact: true }).click()
  await sheet.getByRole('button', { name: '上移第 3 段' }).click()
  // Begins anew each day, though the number tells months alone: refused before anything is saved.
  await sheet.getByRole('combobox', { name: '重新计数' }).click()
  await page.getByTitle('每天', { exact: true }).click()
  await sheet.getByText('否则会重号').waitFor()
  expect(await sheet.getByRole('button', { name: /保\s?存/ }).isDisabled()).toBe(true)
  expect(await accessibilityFindings(page)).toEqual([])
  await screenshot(page, 'numbers-refused-zh-1440')
  await sheet.getByRole('combobox', { name: '重新计数' }).click()
  await page.getByTitle('每月', { exact: true }).click()
  await sheet.getByLabel('位数').fill('3')
  const month = new Intl.DateTimeFormat('sv', { year: 'numeric', month: '2-digit', timeZone: 'Asia/Shanghai' })
    .format(new Date())
    .replace('-', '')
  await sheet.getByText(`KH${month}001`).waitFor()
  await screenshot(page, 'numbers-sheet-zh-1440')
  await sheet.getByRole('button', { name: /保\s?存/ }).click()
  await page.getByText(`下一个：KH${month}001`).waitFor()
  expect(await accessibilityFindings(page)).toEqual([])
  await screenshot(page, 'numbers-zh-1440')

  const { id, number } = await company.as.li.post('/api/customers', { name: '第一位客户' })
  expect(number).toBe(`KH${month}001`)
  await page.goto(`/o/customers/${id}`)
  await page.getByText('客户编号').first().waitFor()
  await page.getByText(`KH${month}001`).first().waitFor()
  expect(pageErrors(page)).toEqual([])
})

test('on a phone, in English, the parts of a number are within reach', async () => {
  await company.as.chen.patch('/api/session', { locale: 'en' })
  const page = await at('/settings/numbers', { width: 375, locale: 'en' })
  await page.getByRole('button', { name: 'Change the numbering of Lead' }).click()
  const sheet = page.getByRole('dialog', { name: 'Lead · numbering' })
  await sheet.getByText('L000001').waitFor()
  expect(await accessibilityFindings(page)).toEqual([])
  await screenshot(page, 'numbers-sheet-en-375')
  await sheet.getByRole('button', { name: 'Save' }).click()
  await page.getByText('Next: L000001').waitFor()
  expect(await page.evaluate(() => document.documentElement.scrollWidth > document.documentElement.clientWidth)).toBe(
    false,
  )
  await screenshot(page, 'numbers-en-375')
  await company.as.chen.patch('/api/session', { locale: 'zh' })
  expect(pageErrors(page)).toEqual([])
})

test('the administrator enters a legal entity with its account, makes it the default, and retires another', async () => {
  const { chen } = company.as
  const old = await chen.post('/api/legal-entities', { name: '海天旧公司', code: 'OLD' })
  const page = await at('/settings')
  await page
    .getByRole('main')
    .getByRole('link', { name: /我方主体/ })
    .click()
  await page.getByRole('button', { name: '新建我方主体' }).first().click()
  const form = page.getByRole('dialog')
  await form.getByLabel('主体名称').fill('海天科技（上海）有限公司')
  await form
    .getByRole('button', { name: /保\s?存/ })
    .first()
    .click()
  await expect
    .poll(async () => (await chen.get('/api/legal-entities')).records.map((one: { name: string }) => one.name))
    .toContain('海天科技（上海）有限公司')
  const made = (await chen.get('/api/legal-entities')).records.find(
    (one: { name: string }) => one.name === '海天科技（上海）有限公司',
  )
  await page.goto(`/o/legal-entities/${made.id}`)
  await page.getByRole('button', { name: '设为默认主体' }).click()
  await expect.poll(() => chen.get(`/api/legal-entities/${made.id}`)).toMatchObject({ isDefault: true })
  expect(await accessibilityFindings(page)).toEqual([])
  await screenshot(page, 'legal-entity-zh-1440')

  await page.goto(`/o/legal-entities/${old.id}`)
  await page.getByRole('heading', { name: '海天旧公司' }).waitFor()
  const retire = page.getByRole('button', { name: /停\s?用/ })
  await retire.click()
  await expect.poll(() => chen.get(`/api/legal-entities/${old.id}`)).toMatchObject({ state: 'retired' })
  await page.goto('/o/legal-entities')
  await page.getByRole('link', { name: '海天科技（上海）有限公司' }).waitFor()
  expect(await page.getByRole('link', { name: '海天旧公司' }).count()).toBe(0)
  await screenshot(page, 'legal-entities-zh-1440')
  expect(pageErrors(page)).toEqual([])
})
