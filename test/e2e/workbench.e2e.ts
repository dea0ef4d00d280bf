import { sql } from 'kysely'
import type { Page } from 'playwright-core'
import { beforeAll, expect, test } from 'vitest'
import { accessibilityFindings } from '#test/harness/axe.ts'
import { openPage, type PageOptions, pageErrors, screenshot } from '#test/harness/browser.ts'
import { openTestCompany, type TestCompany } from '#test/harness/company.ts'

// The first page of a salesperson and of his manager: each tile is seen, and stays until it is cleared by the deed itself.

let company: TestCompany
const day = (offset: number): string =>
  new Date(Date.now() + 8 * 3_600_000 + offset * 86_400_000).toISOString().slice(0, 10)
const hours = (offset: number): string => new Date(Date.now() + offset * 3_600_000).toISOString()
let customer: { id: string }

beforeAll(async () => {
  company = await openTestCompany()
  const { li, wang } = company.as
  customer = await li.post('/api/customers', { name: '华星科技有限公司' })
  const silent = await li.post('/api/customers', { name: '久未联系实业' })
  await sql`update customers set created_at = now() - interval '40 days' where id = ${silent.id}`.execute(company.db)
  await li.post('/api/tasks', { title: '寄送样品', dueOn: day(0), priority: 'urgent', customer })
  await li.post('/api/tasks', { title: '补发票资料', dueOn: day(-5), customer })
  await li.post('/api/events', {
    title: '参观工厂',
    startsAt: hours(-0.01),
    endsAt: hours(0.02),
    place: '东莞',
    customer,
  })
  await wang.post('/api/leads', { name: '陈先生', company: '宏图电子', owner: { id: li.id } })
  const made = async (name: string, values: Record<string, unknown>) =>
    li.post('/api/opportunities', { name, customer, ...values })
  await made('一期设备', { amount: '120000', expectedCloseOn: day(-2) })
  const stalled = await made('二期设备', { amount: '350000' })
  await sql`update transitions set at = now() - interval '90 days', recorded_at = now() - interval '90 days'
    where record_id = ${stalled.id} and field = 'stage'`.execute(company.db)
  await sql`update opportunities set stage_since = now() - interval '90 days' where id = ${stalled.id}`.execute(
    company.db,
  )
  const won = await made('样机', { amount: '18000.50', openedOn: day(0) })
  await li.post(`/api/opportunities/${won.id}/win`, { closedOn: day(0) })
  await li.post('/api/activities', { content: '送了样册', opportunity: { id: won.id }, method: 'visit' })
  await li.patch(`/api/customers/${customer.id}`, { nextContactAt: hours(-26) })
})

async function at(who: 'li' | 'wang' | 'zhao', options: Partial<PageOptions> = {}): Promise<Page> {
  const { cookies } = company.as[who]
  const page = await openPage({ width: 1440, locale: 'zh-CN', baseUrl: company.url, cookies, ...options })
  await page.goto('/')
  await page.getByRole('heading', { name: /工作台|Workbench/, level: 1 }).waitFor()
  return page
}
const tile = (page: Page, name: string) => page.getByRole('region', { name, exact: true })

test('li sees what is due in one list, does it with one click, and what he takes back stands there again', async () => {
  const page = await at('li')
  const agenda = tile(page, '今天和逾期')
  for (const title of ['寄送样品', '补发票资料', '华星科技有限公司', '参观工厂', '一期设备'])
    await agenda.getByRole('link', { name: title, exact: true }).first().waitFor()
  await agenda.getByText('逾期 5 天').waitFor()
  await screenshot(page, 'workbench-li-zh-1440', { fullPage: true })

  await agenda.getByRole('button', { name: '完成：补发票资料' }).click()
  await agenda.getByRole('link', { name: '补发票资料' }).waitFor({ state: 'detached' })
  await page.getByRole('button', { name: '撤销' }).click()
  await agenda.getByRole('link', { name: '补发票资料' }).waitFor()
  await page.reload()
  await agenda.getByRole('link', { name: '补发票资料' }).waitFor()
  await agenda.getByRole('button', { name: '完成：补发票资料' }).click()
  await agenda.getByRole('link', { name: '补发票资料' }).waitFor({ state: 'detached' })

  await agenda.getByRole('button', { name: '推迟：一期设备' }).click()
  await page.getByRole('menuitem', { name: '三天后' }).click()
  await agenda.getByRole('link', { name: '一期设备' }).waitFor({ state: 'detached' })

  await agenda.getByRole('button', { name: '写跟进：华星科技有限公司' }).click()
  const sheet = page.getByRole('dialog', { name: '写跟进：华星科技有限公司' })
  await sheet.getByRole('textbox', { name: '写跟进' }).fill('约好周四来看样')
  await sheet.getByRole('button', { name: '记录', exact: true }).click()
  await sheet.getByRole('button', { name: '不需要' }).click()
  await sheet.waitFor({ state: 'hidden' })
  await agenda.getByRole('button', { name: '写跟进：华星科技有限公司' }).waitFor({ state: 'detached' })
  expect(pageErrors(page)).toEqual([])
})

test('each number of li’s opens its rows and equals them; neglected customers and new leads stay until he speaks with them', async () => {
  const page = await at('li')
  const month = tile(page, '本月')
  await month
    .getByText('¥18,000.5', { exact: false })
    .or(month.getByText('1.8万', { exact: false }))
    .first()
    .waitFor()
  await month.getByRole('link', { name: /^赢单：1/ }).click()
  await page.waitForURL(/\/o\/opportunities\?/)
  await page.getByRole('link', { name: '样机' }).first().waitFor()
  await page.locator('[data-count="1"]').waitFor()
  await page.goBack()
  await tile(page, '待联系的新线索').getByRole('link', { name: '陈先生' }).waitFor()
  const neglected = tile(page, '久未联系的客户')
  await neglected.getByRole('link', { name: '久未联系实业' }).waitFor()
  await neglected.getByRole('combobox').click()
  await page.locator('.ant-select-item-option').filter({ hasText: '7 天' }).click()
  await expect
    .poll(
      async () =>
        (await company.as.li.get('/api/workbench')).tiles.find(
          (one: { name: string }) => one.name === 'customers.neglected',
        ).choice,
    )
    .toBe('7')
  await neglected.getByRole('link', { name: '久未联系实业' }).waitFor()
  expect(pageErrors(page)).toEqual([])
})

test('wang sees his team with names: what is due, what stands still, who did what, who leads; zhao sees none of it', async () => {
  const page = await at('wang')
  await tile(page, '今天和逾期').getByRole('link', { name: '寄送样品' }).waitFor()
  await tile(page, '今天和逾期').getByText('李强').first().waitFor()
  const slow = tile(page, '停滞的商机')
  await slow.getByRole('link', { name: '二期设备' }).waitFor()
  await slow.getByText(/停留 90 天，标准 \d+ 天/).waitFor()
  const today = tile(page, '今天谁做了什么')
  await today.getByRole('row', { name: /李强/ }).waitFor()
  await today.getByRole('row', { name: /王芳/ }).waitFor()
  await tile(page, '本月排行榜').getByRole('row', { name: /李强/ }).waitFor()
  expect(await accessibilityFindings(page)).toEqual([])
  await screenshot(page, 'workbench-wang-zh-1440', { fullPage: true })
  await slow.getByRole('link', { name: /^停滞的商机：1/ }).click()
  await page.waitForURL(/\/o\/opportunities\?/)
  await page.getByText('停留超过标准天数').first().waitFor()
  await page.locator('[data-count="1"]').waitFor()
  await page.goBack()
  await page.getByText('我的', { exact: true }).first().click()
  await tile(page, '今天和逾期').getByText('今天没有要做的事', { exact: false }).waitFor()
  expect(pageErrors(page)).toEqual([])

  const other = await at('zhao')
  await tile(other, '今天和逾期').getByText('今天没有要做的事', { exact: false }).waitFor()
  expect(await other.getByText('寄送样品').count()).toBe(0)
  expect(await other.getByText('久未联系实业').count()).toBe(0)
  expect(await other.getByText('二期设备').count()).toBe(0)
})

test('tiles are moved and hidden by each for himself, and the standard comes back', async () => {
  const page = await at('zhao')
  const titles = () => page.locator('[data-tile] h2').allTextContents()
  const standard = await titles()
  await page.getByRole('button', { name: '调整工作台' }).click()
  await page.getByRole('button', { name: '隐藏“停滞的商机”' }).click()
  await tile(page, '停滞的商机').waitFor({ state: 'detached' })
  const place = async () => (await titles()).indexOf('久未联系的客户')
  const before = await place()
  await page.getByRole('button', { name: '上移“久未联系的客户”' }).click()
  await expect.poll(place).toBe(before - 1)
  await page.reload()
  await tile(page, '久未联系的客户').waitFor()
  expect(await titles()).not.toContain('停滞的商机')
  await page.getByRole('button', { name: '调整工作台' }).click()
  expect(await accessibilityFindings(page)).toEqual([])
  await page.getByRole('button', { name: '恢复标准布局' }).click()
  await expect.poll(titles).toEqual(standard)
  expect(pageErrors(page)).toEqual([])
})

test('on a phone it is one column with the list first', async () => {
  const phone = await at('li', { width: 375 })
  await tile(phone, '今天和逾期').getByRole('link', { name: '寄送样品' }).waitFor()
  expect((await phone.locator('[data-tile] h2').allTextContents())[0]).toBe('今天和逾期')
  expect(await phone.evaluate(() => document.documentElement.scrollWidth)).toBe(375)
  expect(await accessibilityFindings(phone)).toEqual([])
  await screenshot(phone, 'workbench-li-zh-375', { fullPage: true })
  expect(pageErrors(phone)).toEqual([])
})
