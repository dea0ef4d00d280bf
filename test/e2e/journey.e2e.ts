import { join } from 'node:path'
import type { Locator, Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { accessibilityFindings } from '#test/harness/axe.ts'
import { openPage, pageErrors, screenshot } from '#test/harness/browser.ts'
import { carryByMouse } from '#test/harness/carry.ts'
import { testProgram } from '#test/harness/program.ts'

// The thread, as somebody lives it who has just started the program: set up, bring a real company's files in, settle what has no
// partner, look, drag a card, go from a number to its rows, and all of it once more in English.

const folder = join(import.meta.dirname, '..', 'data', 'crm-sales-opportunities')

test('from the set-up link to the rows behind a number', { timeout: 240_000 }, async () => {
  const { url, setupUrl } = await testProgram()
  const page = await openPage({ width: 1440, locale: 'zh-CN', baseUrl: url })

  await setUp(page, setupUrl)
  await makePipeline(page)
  await bringIn(page, 'customer', 'accounts.csv', { settled: 9, created: '85' })
  await bringIn(page, 'product', 'products.csv', { settled: 3, created: '7' })
  await bringIn(page, 'user', 'sales_teams.csv', { settled: 9, created: '35' })
  await bringInOpportunities(page)

  await page.goto('/o/opportunities?view=withoutCustomer')
  await page.locator('[data-count="1425"]').waitFor()

  await page.goto('/o/opportunities?kind=board')
  await choose(page, page.getByLabel('销售流程'), 'Hardware sales')
  await expect.poll(() => column(page, 'Prospecting').locator('header').textContent()).toContain('500')
  expect(await column(page, 'Engaging').locator('header').textContent()).toContain('1,589')
  // Nobody knows since when the prospects are prospects.
  expect(await column(page, 'Prospecting').locator('[data-card]').first().textContent()).toContain('未知')
  expect(await accessibilityFindings(page)).toEqual([])
  await screenshot(page, 'journey-board')

  const card = column(page, 'Prospecting').locator('[data-card]').first()
  const name = (await card.getByRole('link').first().textContent()) ?? ''
  await carryByMouse(page, card, () => column(page, 'Engaging'))
  await page.getByText(`“${name}”已移到“Engaging”`).waitFor()
  await expect.poll(() => column(page, 'Engaging').locator('header').textContent()).toContain('1,590')
  await page.getByRole('button', { name: '撤销' }).click()
  await expect.poll(() => column(page, 'Engaging').locator('header').textContent()).toContain('1,589')

  await reportsAsInTheFiles(page)
  await inEnglish(page)
  expect(pageErrors(page)).toEqual([])
})

async function setUp(page: Page, setupUrl: string): Promise<void> {
  await page.goto(setupUrl)
  await page.getByLabel('公司名称').fill('硬件销售有限公司')
  await page.getByRole('button', { name: '下一步' }).click()
  await page.getByLabel('您的姓名').fill('李想')
  await page.getByLabel('密码').fill('four-seasons-tea')
  await page.getByRole('button', { name: '完成，进入掌柜' }).click()
  await page.getByRole('link', { name: '商机' }).first().waitFor()
}

async function makePipeline(page: Page): Promise<void> {
  await page.goto('/o/pipelines/new')
  await page.getByLabel('流程名称').fill('Hardware sales')
  const stages = [
    ['Prospecting', '进行中'],
    ['Engaging', '进行中'],
    ['Won', '赢单'],
    ['Lost', '输单'],
  ] as const
  for (const [index, [stage, kind]] of stages.entries()) {
    await page.getByRole('button', { name: '添加阶段' }).click()
    await page.getByLabel(`阶段 ${index + 1}: 阶段名称`).fill(stage)
    if (kind !== '进行中') await choose(page, page.getByLabel(`阶段 ${index + 1}: 阶段类型`), kind)
  }
  await page.getByRole('button', { name: '保存', exact: true }).click()
  await page.getByRole('heading', { level: 1, name: 'Hardware sales' }).waitFor()
}

/** One file from the choice of it to its end; every suggestion is taken. */
async function bringIn(
  page: Page,
  object: string,
  file: string,
  expected: { settled: number; created: string },
): Promise<void> {
  await page.goto(`/import?object=${object}`)
  await page.locator('input[type=file]').setInputFiles(join(folder, file))
  await page.getByRole('button', { name: '下一步' }).click()
  await page.getByText(`有 ${expected.settled} 个值在系统里找不到对应的记录`).waitFor()
  for (const all of await page.getByRole('button', { name: /^全部按建议/ }).all()) await all.click()
  await page.getByRole('button', { name: `应用 ${expected.settled} 个决定` }).click()
  await run(page, expected.created)
}

/** The dry run, the button, the end. */
async function run(page: Page, rows: string): Promise<void> {
  await page.getByText('还没有写入任何东西').waitFor({ timeout: 60_000 })
  expect(await page.locator('[data-outcome=created]').textContent()).toMatch(new RegExp(`^${rows}`))
  await page.getByRole('button', { name: `导入 ${rows} 行` }).click()
  await page.getByText('导入完成').waitFor({ timeout: 120_000 })
}

async function bringInOpportunities(page: Page): Promise<void> {
  await page.goto('/import?object=opportunity')
  await page.locator('input[type=file]').setInputFiles(join(folder, 'sales_pipeline.csv'))
  await page.getByText('还缺“销售流程”').waitFor()
  await choose(page, page.getByLabel('销售流程'), 'Hardware sales')
  await choose(page, page.getByLabel('币种'), 'USD')
  await screenshot(page, 'journey-columns')
  await page.getByRole('button', { name: '下一步' }).click()
  // The one value that has no partner, once, with the number of its rows.
  await page.getByText('有 1 个值在系统里找不到对应的记录').waitFor({ timeout: 60_000 })
  expect(await page.getByRole('row', { name: /GTXPro/ }).textContent()).toContain('1,480')
  await screenshot(page, 'journey-settle')
  await page.getByRole('button', { name: '建议用“GTX Pro”' }).click()
  await page.getByRole('button', { name: '应用 1 个决定' }).click()

  await page.getByText('还没有写入任何东西').waitFor({ timeout: 60_000 })
  expect(await page.locator('[data-outcome=withoutCustomer]').textContent()).toMatch(/^1,425\s*待补客户$/)
  await page.getByText('合计 8,800，文件共 8,800 行。').waitFor()
  await screenshot(page, 'journey-dry-run')
  await page.getByRole('button', { name: '导入 8,800 行' }).click()
  await page.getByText('可以离开这个页面').or(page.getByText('导入完成')).first().waitFor()
  // Whoever leaves and comes back finds it where it is.
  await page.goto('/')
  await page.goto('/import')
  await page.getByRole('link', { name: 'sales_pipeline.csv' }).click()
  await page.getByText('导入完成').waitFor({ timeout: 120_000 })
  expect(await page.locator('[data-outcome=created]').textContent()).toMatch(/^8,800/)
  expect(await page.locator('[data-outcome=refused]').textContent()).toMatch(/^0/)
  await screenshot(page, 'journey-imported')
}

/** The figures that the README beside the files gives, on the screen to the last digit. */
async function reportsAsInTheFiles(page: Page): Promise<void> {
  expect(await rowsOf(page, 'opportunitiesByStage')).toEqual([
    ['Hardware sales', 'Prospecting', '500', '–', '500'],
    ['Engaging', '1,589', '–', '1,589'],
    ['Won', '4,238', '$10,005,534.00', '0'],
    ['Lost', '2,473', '$0.00', '0'],
    ['合计', '8,800', '$10,005,534.00', '2,089'],
  ])
  expect(await rowsOf(page, 'wonByQuarter')).toEqual([
    ['2017-Q1', '$1,134,672.00', '531'],
    ['2017-Q2', '$3,086,111.00', '1,254'],
    ['2017-Q3', '$2,982,255.00', '1,257'],
    ['2017-Q4', '$2,802,496.00', '1,196'],
    ['合计', '$10,005,534.00', '4,238'],
  ])
  const managers = await rowsOf(page, 'wonByManager')
  expect(managers.map(([manager, amount]) => [manager, amount])).toEqual([
    ['Melvin Marxen', '$2,251,930.00'],
    ['Summer Sewald', '$1,964,750.00'],
    ['Rocco Neubert', '$1,960,545.00'],
    ['Celia Rouche', '$1,603,897.00'],
    ['Cara Losch', '$1,130,049.00'],
    ['Dustin Brinkmann', '$1,094,363.00'],
    ['合计', '$10,005,534.00'],
  ])
  const people = await rowsOf(page, 'wonBySalesperson')
  expect(people[0]).toEqual(['Darcel Schlecht', '$1,153,214.00', '349', '204', '63.11%'])
  expect(people.at(-1)).toEqual(['合计', '$10,005,534.00', '4,238', '2,473', '63.15%'])
  expect((await rowsOf(page, 'daysToWin')).at(-1)?.slice(0, 4)).toEqual(['合计', '51.78', '57', '4,238'])

  await page.goto('/reports/wonByManager')
  await page.getByRole('button', { name: /^Melvin Marxen 赢单金额/ }).click()
  const rows = page.getByRole('dialog')
  await rows.getByText(/· 商机金额 \$2,251,930\.00$/).waitFor()
  await expect.poll(() => rows.locator('tbody tr:not(.ant-table-measure-row)').count()).toBe(50)
  // Each row in the currency of its file, none in the company's own.
  expect(await rows.getByRole('cell', { name: /^\$[\d,]+\.\d\d$/ }).count()).toBe(50)
  expect(await rows.getByText('¥').count()).toBe(0)
  await rows.getByRole('button', { name: '再看一些' }).click()
  await expect.poll(() => rows.locator('tbody tr:not(.ant-table-measure-row)').count()).toBe(100)
  await screenshot(page, 'journey-rows')
  await rows.getByRole('link', { name: '在列表中打开' }).click()
  await page.waitForURL(/\/o\/opportunities\?/)
  await page.locator('[data-count="882"]').waitFor()
}

async function inEnglish(page: Page): Promise<void> {
  expect(
    (await page.request.patch('/api/session', { data: { locale: 'en' }, headers: { origin: originOf(page) } })).ok(),
  ).toBe(true)
  await page.goto('/reports/wonByQuarter')
  await page.getByRole('heading', { level: 1, name: /quarter/i }).waitFor()
  expect((await tableOf(page)).at(-1)).toEqual(['Total', '$10,005,534.00', '4,238'])
  await page.getByRole('button', { name: /^2017-Q1 .*531/ }).click()
  await page
    .getByRole('dialog')
    .getByText(/^531 rows · .*\$1,134,672\.00$/)
    .waitFor()
  await screenshot(page, 'journey-rows-en')
  await page.goto('/import')
  await page.getByRole('link', { name: 'sales_pipeline.csv' }).click()
  await page.getByText('8,800 in all; the file has 8,800 rows.').waitFor()
  await page.goto('/o/opportunities?kind=board')
  await expect.poll(() => column(page, 'Engaging').locator('header').textContent()).toContain('1,589')
  // The first has been carried there and back meanwhile, so of that one it is known.
  expect(await column(page, 'Prospecting').locator('[data-card]').nth(1).textContent()).toContain('Unknown')
  // Nothing on these pages is left in Chinese but what the company itself is called.
  const chinese = (await page.getByRole('main').innerText()).match(/[\u4e00-\u9fff]+/g) ?? []
  expect(chinese).toEqual([])
  await screenshot(page, 'journey-board-en')
}

async function rowsOf(page: Page, report: string): Promise<string[][]> {
  await page.goto(`/reports/${report}`)
  await page.getByRole('table').first().waitFor()
  return tableOf(page)
}

const tableOf = (page: Page): Promise<string[][]> =>
  page
    .getByRole('table')
    .first()
    .locator('tbody tr:not(.ant-table-measure-row), tfoot tr')
    .evaluateAll(rows =>
      rows.map(row => [...row.querySelectorAll('th, td')].map(cell => (cell as HTMLElement).innerText.trim())),
    )

const column = (page: Page, stage: string): Locator => page.getByRole('region', { name: stage, exact: true })

/** Opens a choice and takes what is wanted, by typing it where that is possible. */
async function choose(page: Page, input: Locator, wanted: string): Promise<void> {
  await input.click()
  const options = page.locator('.ant-select-dropdown:not(.ant-select-dropdown-hidden) .ant-select-item-option')
  if (!(await input.isEditable())) return options.filter({ hasText: wanted }).click()
  await input.fill(wanted)
  // Enter takes the first, so that must be the one: what was found before stays until the answer comes.
  await expect.poll(() => options.first().textContent()).toContain(wanted)
  await input.press('Enter')
}

const originOf = (page: Page): string => new URL(page.url()).origin
