import type { Page } from 'playwright-core'
import { sql } from 'kysely'
import { beforeAll, expect, test } from 'vitest'
import { accessibilityFindings } from '#test/harness/axe.ts'
import { openPage, type PageOptions, pageErrors, screenshot } from '#test/harness/browser.ts'
import { openTestCompany, type TestCompany } from '#test/harness/company.ts'
import { night, readyPool, receivedAgo, setPool } from '#test/pools/world.ts'

let company: TestCompany
let pool: { id: string }

beforeAll(async () => {
  company = await openTestCompany()
  pool = await readyPool(company)
  const { wang, li } = company.as
  await setPool(company, pool.id, {
    claimsPerDay: 3,
    barDays: 7,
    hiddenFields: [{ field: 'phones' }],
    rules: [{ measure: 'activity', days: 30, level: null }],
  })
  for (const [index, [name, level]] of [
    ['华星科技有限公司', 'a'],
    ['蓝海贸易', 'b'],
    ['东方精密制造', 'c'],
    ['北辰物流', 'a'],
  ].entries())
    await wang.post('/api/customers', { name, level, phones: [`1380000000${index}`] })
  const { records } = await wang.get('/api/customers')
  for (const { id } of records) await receivedAgo(company, 'customers', id, 40)
  const near = await li.post('/api/customers', { name: '快到期的客户', level: 'a' })
  await receivedAgo(company, 'customers', near.id, 28)
  await night(company)
  const left = await li.post('/api/customers', { name: '刚放弃的客户' })
  await li.post(`/api/customers/${left.id}/release`, { reason: '约不上' })
})

async function at(who: 'li' | 'chen' | 'wang', path: string, options: Partial<PageOptions> = {}): Promise<Page> {
  const { cookies } = company.as[who]
  const page = await openPage({ width: 1440, locale: 'zh-CN', baseUrl: company.url, cookies, ...options })
  await page.goto(path)
  return page
}

test('a salesperson sees on the phone why each customer is in the pool, what he may still claim, and claims with one tap', async () => {
  const { li } = company.as
  const page = await at('li', '/p/customer-pool', { width: 375 })
  await page.getByText('今天还能领取 3 个（每天 3 个）').waitFor()
  await page.getByText('到期收回 · 久未跟进').first().waitFor()
  // What one gave up oneself says from when one may have it again, before one tries.
  await page.getByText(/您刚放弃它，\d{4}-\d\d-\d\d起可以领取/).waitFor()
  expect(await page.getByRole('button', { name: '刚放弃的客户 领取' }).isDisabled()).toBe(true)
  await page.getByText('约不上', { exact: true }).waitFor()
  expect(await page.getByRole('button', { name: /导\s?出/ }).count()).toBe(0)
  expect(await accessibilityFindings(page)).toEqual([])
  await screenshot(page, 'pool-zh-375', { fullPage: true })
  await page.getByRole('button', { name: '蓝海贸易 领取' }).click()
  await page.getByText('已领取“蓝海贸易”').waitFor()
  await page.getByText('今天还能领取 2 个（每天 3 个）').waitFor()
  const { records } = await li.get('/api/customers')
  expect(records.map((one: { name: string }) => one.name)).toContain('蓝海贸易')
  await page.getByRole('button', { name: '华星科技有限公司', exact: true }).click()
  await page.getByText(/起 30 天没有有效跟进/).waitFor()
  expect(await page.getByText('13800000000').count()).toBe(0)
  await screenshot(page, 'pool-peek-zh-375')
  await page
    .getByRole('button', { name: /Close|关闭/ })
    .first()
    .click()
  await page.getByText('我的，还剩几天').click()
  await page.getByText('快到期的客户').waitFor()
  await page.getByText('剩 2 天').waitFor()
  await screenshot(page, 'pool-mine-zh-375', { fullPage: true })
  expect(pageErrors(page)).toEqual([])
})

test('several are claimed at once, and those that were not say why; the customer page says whose it is and for how long', async () => {
  const { li } = company.as
  const page = await at('li', '/p/customer-pool')
  await page.getByText('领取 2 个').waitFor()
  for (const name of ['华星科技有限公司', '东方精密制造', '北辰物流'])
    await page.getByRole('checkbox', { name: `选择${name}` }).click()
  await screenshot(page, 'pool-zh-1440', { fullPage: true })
  await page
    .getByRole('region', { name: '批量操作' })
    .getByRole('button', { name: /领\s?取/ })
    .click()
  await page.getByText('2 个成功，1 个没有成功').waitFor()
  await page.getByText('今天在这个公海的 3 次领取已用完').waitFor()
  expect(await accessibilityFindings(page)).toEqual([])
  await screenshot(page, 'pool-refused-zh-1440', { fullPage: true })
  const { records } = await li.get('/api/customers?sort=name')
  const near = records.find((one: { name: string }) => one.name === '快到期的客户')
  await page.goto(`/o/customers/${near.id}`)
  const custody = page.getByRole('region', { name: '归属' })
  await custody.getByText('还剩 2 天').waitFor()
  await custody.locator('summary').click()
  await screenshot(page, 'custody-zh-1440', { fullPage: true })
  expect(pageErrors(page)).toEqual([])
})

test('whoever may export takes the pool along as a file, or asks a second person where the company wants one', async () => {
  const { chen } = company.as
  const page = await at('wang', '/p/customer-pool')
  await page.getByRole('button', { name: '刚放弃的客户', exact: true }).waitFor()
  const exporting = page.getByRole('button', { name: /导\s?出/ }).first()
  await exporting.click()
  const sheet = page.getByRole('dialog')
  expect(await accessibilityFindings(page)).toEqual([])
  await screenshot(page, 'pool-export-zh-1440')
  const coming = page.waitForEvent('download')
  await sheet.getByRole('button', { name: /导\s?出/ }).click()
  expect((await coming).suggestedFilename()).toMatch(/^客户公海 \d{4}-\d\d-\d\d\.xlsx$/)
  await chen.patch('/api/data-rules', { exportConsent: 'always' })
  await exporting.click()
  await sheet.getByRole('button', { name: /导\s?出/ }).click()
  await page.getByLabel('理由').fill('线下拜访用')
  await sheet.getByRole('button', { name: '提出申请' }).click()
  await expect.poll(async () => (await chen.get('/api/consent-requests')).requests.length).toBe(1)
  await chen.patch('/api/data-rules', { exportConsent: 'never' })
  expect(pageErrors(page)).toEqual([])
})

test('an administrator sets up a pool in sentences, is told from when they hold, and reads what the nights moved', async () => {
  const { chen } = company.as
  await chen.patch('/api/session', { locale: 'en' })
  const page = await at('chen', '/p/pools', { locale: 'en' })
  await page.getByRole('button', { name: /客户公海/ }).click()
  await page.getByRole('button', { name: 'Add a rule' }).click()
  await page.getByLabel('Days', { exact: true }).last().fill('60')
  await page.getByLabel('Without what').last().click()
  await page.getByTitle('a deal', { exact: true }).click()
  await page.getByText('Changed rules act from tomorrow').first().waitFor()
  expect(await accessibilityFindings(page)).toEqual([])
  await screenshot(page, 'pool-settings-en-1440', { fullPage: true })
  await page.getByRole('button', { name: 'Save' }).click()
  await page.getByText('The changed rules act from').waitFor()
  expect((await chen.get(`/api/pools/${pool.id}/rules`)).coming.rules.rules).toHaveLength(2)
  await page.getByRole('button', { name: 'What was recovered' }).click()
  await page.getByText('4 customers recovered').waitFor()
  await page.getByRole('button', { name: 'Show' }).click()
  await page.getByText('北辰物流').waitFor()
  await screenshot(page, 'pool-log-en-1440', { fullPage: true })
  const phone = await at('chen', '/p/pools', { locale: 'en', width: 375 })
  // Nothing stands beside the choice: the first is open.
  await phone.getByRole('button', { name: 'Add a rule' }).waitFor()
  await screenshot(phone, 'pool-settings-en-375', { fullPage: true })
  // Without any pool there is nothing to open: not what the nights moved, which nobody asked for.
  await sql`update pools set deleted_at = now()`.execute(company.db)
  await phone.goto('/p/pools')
  await phone.getByText('Choose a pool').first().waitFor()
  expect(await phone.getByText('customers recovered').count()).toBe(0)
  await screenshot(phone, 'pool-settings-none-en-375', { fullPage: true })
  await sql`update pools set deleted_at = null`.execute(company.db)
  expect([...pageErrors(page), ...pageErrors(phone)]).toEqual([])
})
