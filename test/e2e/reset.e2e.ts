import { beforeAll, expect, test } from 'vitest'
import { accessibilityFindings } from '#test/harness/axe.ts'
import { openPage, pageErrors, screenshot } from '#test/harness/browser.ts'
import { openTestCompany, type TestCompany } from '#test/harness/company.ts'

let company: TestCompany

beforeAll(async () => {
  company = await openTestCompany({ name: '海天试用' })
  const { chen } = company.as
  for (const name of ['甲公司', '乙公司', '丙公司']) await chen.post('/api/customers', { kind: 'company', name })
  await chen.post('/api/products', { name: '样机' })
})

test('the administrator reads what goes, types name and password, and the trial data are gone while products stay', async () => {
  const { chen } = company.as
  const page = await openPage({ width: 1440, locale: 'zh-CN', baseUrl: company.url, cookies: chen.cookies })
  await page.goto('/settings')
  await page.getByRole('link', { name: /清除业务数据/ }).click()
  await page.getByText('同时清除：产品 1').waitFor()
  const goes = page.getByRole('region', { name: '会清除' }).or(page.locator('section').filter({ hasText: '会清除' }))
  expect(await goes.first().textContent()).toMatch(/客户3/)
  expect(await accessibilityFindings(page)).toEqual([])
  await screenshot(page, 'reset-zh-1440', { fullPage: true })

  const send = page.getByRole('button', { name: '清除业务数据' })
  await page.getByLabel(/请输入公司名称/).fill('海天')
  await page.getByLabel('您的登录密码').fill(chen.password)
  await send.click()
  await page.getByText('与公司名称不一致；请照原样输入。').waitFor()
  expect((await chen.get('/api/customers')).records).toHaveLength(3)
  await page.getByLabel(/请输入公司名称/).fill('海天试用')
  await send.click()
  const done = page.getByRole('status').filter({ hasText: '已清除 3 条记录' })
  await done.waitFor()
  expect(await done.textContent()).toMatch(/备份在服务器上：\S+\.tar/)
  await screenshot(page, 'reset-done-zh-1440', { fullPage: true })
  expect((await chen.get('/api/customers')).records).toEqual([])
  expect((await chen.get('/api/products')).records).toHaveLength(1)
  await page.goto('/o/customers')
  await page.getByRole('main').waitFor()
  expect(await page.getByText('甲公司').count()).toBe(0)
  expect(pageErrors(page)).toEqual([])
})

test('it fits a phone in English; who lacks the right finds no such page', async () => {
  const { chen, wang } = company.as
  await chen.patch('/api/session', { locale: 'en' })
  const page = await openPage({ width: 375, locale: 'en', baseUrl: company.url, cookies: chen.cookies })
  await page.goto('/settings/reset')
  await page.getByRole('button', { name: 'Remove business data' }).waitFor()
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(375)
  expect(await accessibilityFindings(page)).toEqual([])
  await screenshot(page, 'reset-en-375', { fullPage: true })
  const other = await openPage({ width: 1440, locale: 'zh-CN', baseUrl: company.url, cookies: wang.cookies })
  await other.goto('/settings/reset')
  await other.getByRole('main').waitFor()
  expect(await other.getByRole('button', { name: '清除业务数据' }).count()).toBe(0)
})
