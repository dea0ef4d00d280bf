import { readFile } from 'node:fs/promises'
import type { Page } from 'playwright-core'
import { beforeAll, expect, test } from 'vitest'
import { accessibilityFindings } from '#test/harness/axe.ts'
import { openPage, pageErrors, type PageOptions, screenshot } from '#test/harness/browser.ts'
import { openTestCompany, type TestCompany } from '#test/harness/company.ts'

// Report pages: what is chosen stands in the address, every number opens its rows, and these rows make that number.

let company: TestCompany
let customer: string

beforeAll(async () => {
  company = await openTestCompany()
  customer = (await company.as.li.post('/api/customers', { name: '华星科技' })).id
  await won('li', { name: '一季度甲', amount: '1000.10', openedOn: '2026-01-05' }, '2026-02-04')
  await won('li', { name: '一季度乙', amount: '2000.20', openedOn: '2026-02-01' }, '2026-03-31')
  await won('li', { name: '二季度甲', amount: '4000', openedOn: '2026-03-01' }, '2026-04-01')
  await won('wang', { name: '去年的', amount: '500', openedOn: '2025-01-01' }, '2025-02-01')
  await won('wang', { name: '美元的', amount: '70', currency: 'USD', openedOn: '2026-04-01' }, '2026-05-01')
  const { id } = await company.as.li.post('/api/opportunities', { name: '输掉的', customer, openedOn: '2026-01-01' })
  await company.as.li.post(`/api/opportunities/${id}/lose`, { reason: 'price', closedOn: '2026-02-15' })
  await won('zhao', { name: '别的部门', amount: '99999', openedOn: '2026-01-01' }, '2026-01-31')
})

async function won(who: 'li' | 'wang' | 'zhao', values: Record<string, unknown>, closedOn: string): Promise<void> {
  const own = who === 'zhao' ? (await company.as.zhao.post('/api/customers', { name: '别家' })).id : customer
  const { id } = await company.as[who].post('/api/opportunities', { customer: own, ...values })
  await company.as[who].post(`/api/opportunities/${id}/win`, { closedOn })
}

/** A page of wang, who sees what is hers and li's. */
async function report(name: string, query = '', options: Partial<PageOptions> = {}): Promise<Page> {
  const page = await openPage({
    width: 1440,
    locale: 'zh-CN',
    baseUrl: company.url,
    cookies: company.as.wang.cookies,
    ...options,
  })
  await page.goto(`/reports/${name}${query}`)
  await page.getByRole('table').first().waitFor()
  return page
}

/** The table as it is read: a row per line, its cells by their text. */
const tableOf = (page: Page): Promise<string[][]> =>
  page
    .getByRole('table')
    .first()
    .locator('tbody tr:not(.ant-table-measure-row), tfoot tr')
    .evaluateAll(rows =>
      rows.map(row => [...row.querySelectorAll('th, td')].map(cell => (cell as HTMLElement).innerText.trim())),
    )

test('the index names every report and how it is made; one opens by its name', async () => {
  const page = await openPage({ width: 1440, locale: 'zh-CN', baseUrl: company.url, cookies: company.as.wang.cookies })
  await page.goto('/reports')
  const links = page.getByRole('main').getByRole('listitem').getByRole('link')
  const { reports } = await company.as.wang.get('/api/reports')
  await expect.poll(() => links.count()).toBe(reports.length)
  expect(await links.filter({ hasText: '按阶段统计商机数量' }).count()).toBe(1)
  await page.getByRole('link', { name: /各季度赢单金额/ }).click()
  await page.getByRole('heading', { level: 1, name: '各季度赢单金额' }).waitFor()
  expect(page.url()).toMatch(/\/reports\/wonByQuarter$/)
})

test('figures per currency, of what the viewer may see and nothing else', async () => {
  const page = await report('wonByQuarter')
  expect(await tableOf(page)).toEqual([
    ['2025-Q1', '¥500.00', '1'],
    ['2026-Q1', '¥3,000.30', '2'],
    ['2026-Q2', '¥4,000.00\n$70.00', '2'],
    ['合计', '¥7,500.30\n$70.00', '5'],
  ])
  await page.getByRole('radio', { name: 'USD' }).locator('..').click()
  await expect.poll(() => page.url()).toContain('currency=USD')
  await expect.poll(async () => (await tableOf(page)).at(-1)?.[1]).toBe('$70.00')
  expect(await page.getByText('99,999').count()).toBe(0)
  await screenshot(page, 'report-quarters-1440')
  expect(pageErrors(page)).toEqual([])
})

test('a number opens the rows it is made of: as many, of the same sum; the address brings them back', async () => {
  const page = await report('wonByQuarter')
  await page.getByRole('button', { name: /^2026-Q1 赢单金额 ¥3,000.30/ }).click()
  const rows = page.getByRole('dialog')
  await rows.getByText('2 条 · 商机金额 ¥3,000.30').waitFor()
  expect(await rows.getByRole('link', { name: /一季度/ }).allTextContents()).toEqual(
    expect.arrayContaining(['一季度甲', '一季度乙']),
  )
  expect(await rows.getByText('二季度甲').count()).toBe(0)
  expect(await rows.getByText('数据已变化').count()).toBe(0)
  expect(await accessibilityFindings(page)).toEqual([])
  await screenshot(page, 'report-rows-1440')

  const again = await openPage({ width: 1440, locale: 'zh-CN', baseUrl: company.url, cookies: company.as.wang.cookies })
  await again.goto(page.url())
  await again.getByRole('dialog').getByText('2 条 · 商机金额 ¥3,000.30').waitFor()
  await again.getByRole('link', { name: '在列表中打开' }).click()
  await again.waitForURL(/\/o\/opportunities\?/)
  await again.getByText('一季度甲').first().waitFor()
  await again.getByText('一季度乙').first().waitFor()
  expect(await again.getByText('二季度甲').count()).toBe(0)

  await page.goBack()
  await rows.waitFor({ state: 'hidden' })
  expect(page.url()).not.toContain('rows=')
  await page.goForward()
  await rows.getByText('2 条').waitFor()
  await page.keyboard.press('Escape')
  await expect.poll(() => page.url()).not.toContain('rows=')
})

test('a number that has changed since it was clicked says what it was and what it is', async () => {
  const page = await report('wonByManager', '?period=2026-Q2')
  await page.getByRole('button', { name: /^合计 赢单数 2/ }).click()
  await page.getByRole('dialog').getByText('2 条').waitFor()
  const { url } = { url: page.url() }
  await won('li', { name: '后来的', amount: '1', openedOn: '2026-05-01' }, '2026-06-01')
  await page.goto(url)
  const note = page.getByRole('dialog').getByText('数据已变化：点击时是 2，现在是 3。')
  await note.waitFor()
  await page.getByRole('dialog').getByText('3 条').waitFor()
})

test('a period narrows, last year is compared, and what a period leaves out is said', async () => {
  const page = await report('wonBySalesperson', '?period=2026&compare=lastYear')
  const li = (await tableOf(page)).find(row => row[0] === '李强')
  expect(li?.[1]).toMatch(/^¥7,00[01]\.30/)
  const wang = (await tableOf(page)).find(row => row[0] === '王芳')
  // 70 dollars now, 500 yuan then: amounts of two currencies are not compared.
  expect(wang?.[1]).toBe('$70.00\n¥500.00')
  await page.getByLabel('结束日期：').click()
  await page.getByTitle('全部时间').last().click()
  await expect.poll(() => new URL(page.url()).search).toBe('')
  await expect.poll(async () => (await tableOf(page)).find(row => row[0] === '王芳')?.[1]).toBe('¥500.00\n$70.00')

  const funnel = await report('opportunitiesByStage')
  await funnel.getByText(/1 条没有商机金额，未计入合计/).waitFor()
  await funnel.getByRole('link', { name: '看看是哪些' }).click()
  await funnel.getByText('输掉的').first().waitFor()
  expect(await funnel.getByText('一季度甲').count()).toBe(0)
})

test('the file and the picture hold what the screen shows', async () => {
  const page = await report('wonByQuarter', '?currency=CNY')
  const saved = async (kind: string) => {
    await page.getByRole('button', { name: '导出' }).click()
    const [file] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('menuitem', { name: kind }).click(),
    ])
    return file
  }
  const file = await saved('CSV')
  expect(file.suggestedFilename()).toBe('各季度赢单金额.csv')
  expect((await readFile(await file.path(), 'utf8')).split('\r\n').slice(0, 3)).toEqual([
    '\ufeff季度,赢单金额 CNY,赢单数',
    '2025-Q1,500.00,1',
    '2026-Q1,3000.30,2',
  ])
  const sheet = await saved('Excel')
  expect(sheet.suggestedFilename()).toBe('各季度赢单金额.xlsx')
  const [picture] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: '存为图片' }).click(),
  ])
  expect(picture.suggestedFilename()).toBe('各季度赢单金额.png')
  const bytes = await readFile(await picture.path())
  expect(bytes.subarray(1, 4).toString()).toBe('PNG')
  expect(bytes.length).toBeGreaterThan(10_000)
})

test('a bar opens its rows, too', async () => {
  const page = await report('wonBySalesperson', '?period=2026&currency=CNY')
  const drawn = page.getByRole('img', { name: /销售人员业绩与赢单率/ })
  const box = await drawn.boundingBox()
  if (!box) throw new Error('no chart')
  const rows = page.getByRole('dialog').getByText(/李强/).first()
  // The first bar is the longest and is li's; it has grown to there when a click on it finds it.
  await expect
    .poll(async () => {
      if (!(await rows.isVisible())) await page.mouse.click(box.x + box.width / 3, box.y + 30)
      return rows.isVisible()
    })
    .toBe(true)
  expect(new URL(page.url()).searchParams.get('rows')).toContain(company.as.li.id)
})

test('who has no role sees no report, and is told what to do', async () => {
  const page = await openPage({ width: 1440, locale: 'zh-CN', baseUrl: company.url, cookies: company.as.qian.cookies })
  await page.goto('/reports')
  await page.getByText(/请管理员/).waitFor()
  expect(await page.getByText('商机漏斗').count()).toBe(0)
})
