import { readFile } from 'node:fs/promises'
import type { Locator, Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { accessibilityFindings } from '#test/harness/axe.ts'
import { openPage, pageErrors, type PageOptions, screenshot } from '#test/harness/browser.ts'
import { openTestCompany, type TestCompany } from '#test/harness/company.ts'

// The import wizard, step by step, with files that have something wrong with them. The real files go in through journey.e2e.ts.

let opened: Promise<TestCompany> | undefined
const company = (): Promise<TestCompany> => {
  opened ??= openTestCompany()
  return opened
}

/** A page of the administrator, who may import everything. */
async function chen(path: string, options: Partial<PageOptions> = {}): Promise<Page> {
  const { url, as } = await company()
  const page = await openPage({ width: 1440, locale: 'zh-CN', baseUrl: url, cookies: as.chen.cookies, ...options })
  await page.goto(path)
  return page
}

const upload = (page: Page, name: string, text: string | Buffer): Promise<void> =>
  page
    .locator('input[type=file]')
    .setInputFiles({ name, mimeType: 'text/csv', buffer: typeof text === 'string' ? Buffer.from(text) : text })

const tile = (page: Page, outcome: string): Locator => page.locator(`[data-outcome=${outcome}]`)
const customers = async (name: string) => {
  const filter = encodeURIComponent(JSON.stringify({ field: 'name', op: 'startsWith', value: name }))
  return (await (await company()).as.chen.get(`/api/customers?filter=${filter}`)).records as {
    id: string
    name: string
  }[]
}

/** From columns to the dry run, taking every suggestion. */
async function toDryRun(page: Page): Promise<void> {
  await page.getByRole('button', { name: '下一步' }).click()
  await page.getByText(/还没有写入任何东西|找不到对应的记录/).waitFor()
  if (await page.getByText('还没有写入任何东西').isVisible()) return
  const bulk = page.getByRole('button', { name: /^全部按建议/ })
  for (const button of await bulk.all()) await button.click()
  const single = page.getByRole('button', { name: /^建议/ })
  while ((await single.count()) > 0) await single.first().click()
  await page.getByRole('button', { name: /^应用/ }).click()
  await page.getByText('还没有写入任何东西').waitFor()
}

test('a file that is none is refused with what to do, and nothing begins', async () => {
  const page = await chen('/import?object=customer')
  const zip = Buffer.concat([Buffer.from('PK\u0003\u0004'), Buffer.alloc(200, 7)])
  await upload(page, '客户.xlsx', zip)
  await page.getByText(/工作簿已损坏/).waitFor()
  expect(page.url()).toMatch(/\/import(\?|$)/)
  await page.reload()
  await upload(page, '只有表头.csv', '客户名称,电话\n')
  await page.getByText(/没有数据行/).waitFor()
  expect(await customers('')).toHaveLength(0)
  expect(pageErrors(page)).toEqual([])
})

test('GBK with semicolons is read; refused rows are counted, shown with their reason and given back as a file', async () => {
  const page = await chen('/import?object=customer')
  // 客户名称;电话;行业 … in GB18030, as Excel in China writes it; the second row has no name, the third a phone that is none.
  const gbk = encodedGbk('客户名称;电话;成立年份\n灯塔甲;13800138000;1999\n;13800138001;2001\n灯塔乙;1.38E+10;2003\n')
  await upload(page, '客户.csv', gbk)
  await page.waitForURL(/\/import\/[0-9a-f-]{36}/)
  await page.getByText('灯塔甲').waitFor()
  expect(await page.getByText(/3 行 · GB/).count()).toBe(1)
  await toDryRun(page)
  expect(await tile(page, 'created').textContent()).toMatch(/^1\s*新增$/)
  expect(await tile(page, 'refused').textContent()).toMatch(/^2\s*拒绝$/)
  await page.getByText('合计 3，文件共 3 行。').waitFor()
  expect(await customers('灯塔')).toHaveLength(0)

  await tile(page, 'refused').click()
  const rows = page.getByRole('dialog')
  await rows
    .getByText(/科学计数|1\.38E\+10/)
    .first()
    .waitFor()
  expect(page.url()).toContain('rows=refused')
  expect(await rows.locator('tbody tr:not(.ant-table-measure-row)').count()).toBe(2)
  expect(await accessibilityFindings(page)).toEqual([])
  await page.keyboard.press('Escape')
  await rows.waitFor({ state: 'hidden' })

  await page.getByRole('button', { name: '导入 1 行' }).click()
  await page.getByText('导入完成').waitFor()
  expect((await customers('灯塔')).map(({ name }) => name)).toEqual(['灯塔甲'])
  const [file] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'CSV', exact: true }).click(),
  ])
  const lines = (await readFile(await file.path(), 'utf8')).trimEnd().split('\r\n')
  expect(lines).toHaveLength(3)
  expect(lines[0]).toBe('\ufeff行号,拒绝原因,客户名称,电话,成立年份')
  expect(lines[2]).toMatch(/^4,.*灯塔乙,1\.38E\+10,2003$/)
  expect(pageErrors(page)).toEqual([])
})

test('decisions stay on this device until they are sent; each value is decided once, for all its rows', async () => {
  const rows = ['客户名称,所属行业', '海风一,茶叶', '海风二,茶叶', '海风三,陶瓷', '海风四,丝绸']
  const page = await chen('/import?object=customer')
  await upload(page, '行业.csv', rows.join('\n'))
  await page.getByRole('button', { name: '下一步' }).click()
  const group = page.getByRole('region', { name: '行业' })
  await group.getByText('茶叶').waitFor()
  expect(await group.locator('tbody tr').count()).toBe(3)
  const decide = async (value: string, kind: string): Promise<void> => {
    await group.getByLabel(`“${value}”怎么处理`).click()
    await page.getByTitle(kind, { exact: true }).last().click()
  }
  await decide('茶叶', '新建')
  await decide('陶瓷', '留空')
  await decide('丝绸', '不导入这些行')
  await page.getByText('都决定好了').waitFor()
  await screenshot(page, 'import-settle-1440')
  await page.reload()
  await page.getByText('都决定好了').waitFor()
  await page.getByRole('button', { name: '应用 3 个决定' }).click()
  await page.getByText('还没有写入任何东西').waitFor()
  expect(await tile(page, 'created').textContent()).toMatch(/^3/)
  expect(await tile(page, 'refused').textContent()).toMatch(/^1/)

  // Going back shows what was decided and lets one think again.
  await page.getByRole('button', { name: '改列和设置' }).click()
  expect(page.url()).toContain('step=columns')
  await page.getByRole('button', { name: '下一步' }).click()
  await page.getByRole('button', { name: '导入 3 行' }).click()
  await page.getByText('导入完成').waitFor()
  const made = await customers('海风')
  expect(made.map(({ name }) => name).sort()).toEqual(['海风一', '海风三', '海风二'].sort())
  const { as } = await company()
  const industries = await Promise.all(
    made.map(async ({ id, name }) => [name, (await as.chen.get(`/api/customers/${id}`)).industry]),
  )
  const byName = Object.fromEntries(industries)
  expect(byName['海风三']).toBeNull()
  expect(byName['海风一']).toBe(byName['海风二'])
  expect(byName['海风一']).not.toBeNull()
})

test('an import is undone as a whole; what somebody changed since is kept and listed', async () => {
  const page = await chen('/import?object=customer')
  await upload(page, '撤销.csv', '客户名称\n北岸一\n北岸二\n北岸三\n')
  await toDryRun(page)
  await page.getByRole('button', { name: '导入 3 行' }).click()
  await page.getByText('导入完成').waitFor()
  const { as } = await company()
  const kept = (await customers('北岸二'))[0]
  const { version } = await as.chen.get(`/api/customers/${kept?.id}`)
  await as.chen.patch(`/api/customers/${kept?.id}`, { version, remark: '这家我联系过' })

  await page.getByRole('button', { name: '撤销导入' }).click()
  // It cannot itself be undone, so it asks; leaving the question changes nothing.
  await page.getByRole('button', { name: '取消' }).click()
  expect(await customers('北岸')).toHaveLength(3)
  await page.getByRole('button', { name: '撤销导入' }).click()
  await page.getByRole('dialog').getByRole('button', { name: '撤销导入' }).click()
  await page.getByText('这次导入已撤销').waitFor()
  await page.getByText('保留了 1 条记录').waitFor()
  await page.getByRole('link', { name: '北岸二' }).waitFor()
  expect((await customers('北岸')).map(({ name }) => name)).toEqual(['北岸二'])
  expect(await page.getByRole('button', { name: '撤销导入' }).count()).toBe(0)
})

test('the same file a second time doubles nothing', async () => {
  const file = '外部编号,客户名称\nA1,西岸一\nA2,西岸二\n'
  for (const [expected, outcome] of [
    ['2', 'created'],
    ['2', 'skipped'],
  ] as const) {
    const page = await chen('/import?object=customer')
    await upload(page, '两次.csv', file)
    await toDryRun(page)
    expect(await tile(page, outcome).textContent()).toMatch(new RegExp(`^${expected}`))
    const run = page.getByRole('button', { name: /^导入 \d 行$/ })
    if (outcome === 'created') {
      await run.click()
      await page.getByText('导入完成').waitFor()
    } else {
      expect(await run.isDisabled()).toBe(true)
      await page.getByRole('button', { name: '放弃这次导入' }).click()
      await page.getByText('这次导入已取消').waitFor()
    }
  }
  expect(await customers('西岸')).toHaveLength(2)
})

test('without the right nothing is offered, and the way to it is said', async () => {
  const { url, as } = await company()
  const page = await openPage({ width: 1440, locale: 'zh-CN', baseUrl: url, cookies: as.qian.cookies })
  await page.goto('/import')
  await page.getByText('你没有导入的权限').waitFor()
  expect(await page.locator('input[type=file]').count()).toBe(0)
})

test('on a phone, in English and in the dark, every step can be used and read', async () => {
  const { as } = await company()
  await as.chen.patch('/api/session', { locale: 'en' })
  const page = await chen('/import?object=customer', { width: 375, locale: 'en', dark: true })
  await page.getByText(/Drop the Excel/).waitFor()
  expect(await accessibilityFindings(page)).toEqual([])
  await upload(page, 'few.csv', 'Customer name,Industry\nHarbour one,tea\n')
  await page.getByText('Goes into').or(page.getByLabel('Field for “Industry”')).first().waitFor()
  expect(await accessibilityFindings(page)).toEqual([])
  await screenshot(page, 'import-columns-en-375-dark')
  await page.getByRole('button', { name: 'Next' }).click()
  await page.getByLabel('What to do with “tea”').or(page.getByText('Nothing has been written yet')).first().waitFor()
  expect(await accessibilityFindings(page)).toEqual([])
  await screenshot(page, 'import-settle-en-375-dark')
  expect(await page.getByText(/^imports\./).count()).toBe(0)
  expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0)
  expect(pageErrors(page)).toEqual([])
  await as.chen.patch('/api/session', { locale: 'zh' })
}, 60_000)

/** Node reads GBK and does not write it: what two bytes mean, the other way round. */
function encodedGbk(text: string): Buffer {
  const table = new Map<string, number[]>()
  const decoder = new TextDecoder('gb18030')
  for (let high = 0x81; high <= 0xfe; high++) {
    for (let low = 0x40; low <= 0xfe; low++) {
      const char = decoder.decode(Uint8Array.of(high, low))
      if (char.length === 1 && !table.has(char)) table.set(char, [high, low])
    }
  }
  return Buffer.from(
    [...text].flatMap(char => (char.charCodeAt(0) < 0x80 ? [char.charCodeAt(0)] : (table.get(char) ?? []))),
  )
}
