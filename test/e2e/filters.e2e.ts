import { sql } from 'kysely'
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { accessibilityFindings } from '#test/harness/axe.ts'
import { pageErrors, screenshot } from '#test/harness/browser.ts'
import { choose, recordScreens } from './record-screens.ts'

// What the list asks and how it is laid out: conditions in groups, days from today, columns, figures, pages.
const { company, at, li, customer } = recordScreens()

test('conditions in a group, days from today and a field behind a reference say themselves in words', async () => {
  for (const [name, level, employees] of [
    ['条件甲', 'a', 5],
    ['条件乙', 'b', 500],
    ['条件丙', 'b', 5],
  ])
    await customer({ name, level, employees })
  const page = await li('/o/customers?q=%E6%9D%A1%E4%BB%B6')
  await row(page, '条件甲').waitFor()
  await page.getByRole('button', { name: '筛选', exact: true }).click()
  await choose(page, page.getByLabel('字段').first(), '创建时间')
  await choose(page, page.getByLabel('比较方式').first(), '过去若干天')
  await page.getByRole('spinbutton', { name: '创建时间的值' }).fill('7')
  await page.getByRole('button', { name: '添加条件组' }).click()
  const group = page.getByRole('group', { name: '条件组' })
  await choose(page, group.getByLabel('字段').first(), '客户级别')
  await choose(page, group.getByLabel('客户级别的值'), /^A/)
  await page.keyboard.press('Escape')
  await group.getByRole('button', { name: '在组内添加条件' }).click()
  await choose(page, group.getByLabel('字段').last(), '员工人数')
  await choose(page, group.getByLabel('比较方式').last(), '≥')
  await group.getByLabel('员工人数的值').fill('100')
  await screenshot(page, 'lists-filter-builder')
  expect(await accessibilityFindings(page)).toEqual([])
  await page.getByRole('button', { name: '应用' }).click()
  await row(page, '条件丙').waitFor({ state: 'detached' })
  expect((await titles(page)).sort()).toEqual(['条件乙', '条件甲'].sort())
  const chips = await page.locator('[data-chip]').allTextContents()
  expect(chips[0]).toBe('创建时间 在过去 7 天内')
  expect(chips[1]).toMatch(/^客户级别 是 A.* 或 员工人数 ≥ 100$/)

  await page.locator('[data-chip]').last().getByRole('button').click()
  await row(page, '条件丙').waitFor()

  expect(pageErrors(page)).toEqual([])
})

test('a field behind a reference says itself with the reference', async () => {
  const behind = encodeURIComponent(
    JSON.stringify({ field: 'owner.department', op: 'in', value: [company().departments.华南区] }),
  )
  const there = await at('chen', `/o/customers?filter=${behind}&q=%E6%9D%A1%E4%BB%B6`)
  await there.getByText('没有符合条件的客户').waitFor()
  await expect.poll(() => there.locator('[data-chip]').textContent()).toMatch(/^负责人 · .*部门 是 华南区$/)
  expect(pageErrors(there)).toEqual([])
})

test('columns are found, chosen, dragged into order, and stay so for this person', async () => {
  await customer({ name: '列甲', employees: 12 })
  const page = await li('/o/customers')
  await page.getByRole('button', { name: '列和行高' }).click()
  await page.getByRole('searchbox', { name: '搜索字段' }).fill('员工')
  await page.getByRole('checkbox', { name: '员工人数' }).click()
  await page.getByRole('searchbox', { name: '搜索字段' }).fill('')
  await page.locator('[data-column-choice=employees]').dragTo(page.locator('[data-column-choice=level]'))
  await expect
    .poll(() => heads(page))
    .toEqual(['客户名称', '员工人数', '客户级别', '行业', '电话', '地址', '负责人', '创建时间'])
  await screenshot(page, 'lists-columns')
  expect(await accessibilityFindings(page)).toEqual([])
  await expect
    .poll(async () => (await company().as.li.get('/api/views')).objects.customer.preferences?.columns.all?.[1])
    .toBe('employees')
  await page.reload()
  await row(page, '列甲').waitFor()
  expect((await heads(page))[1]).toBe('员工人数')
  await page.getByRole('button', { name: '列和行高' }).click()
  await page.getByRole('button', { name: '恢复默认的列' }).click()
  await expect.poll(async () => (await heads(page))[1]).toBe('客户级别')
  expect(pageErrors(page)).toEqual([])
})

test('the foot of the list adds up the whole list, and says another figure when asked', async () => {
  const { as } = company()
  const owner = await as.zhao.post('/api/customers', { name: '合计客户' })
  for (const [name, amount, currency] of [
    ['合计一', '1000.50', 'CNY'],
    ['合计二', '2000', 'CNY'],
    ['合计三', '30', 'USD'],
  ])
    await as.zhao.post('/api/opportunities', { name, customer: owner.id, amount, currency })
  const page = await at('zhao', '/o/opportunities?columns=name,amount')
  const figure = page.locator('[data-figure=amount]')
  await expect.poll(() => figure.textContent()).toMatch(/合计.*3,000\.50.*30\.00/)
  await page.getByRole('button', { name: '列表汇总' }).click()
  await choose(page, page.getByRole('tooltip').getByRole('combobox', { name: /金额/ }), '平均')
  await expect.poll(() => figure.textContent()).toMatch(/平均.*1,500\.25.*30\.00/)
  expect(pageErrors(page)).toEqual([])
})

test('page after page instead of one long list, for whoever likes it', async () => {
  const { db, as } = company()
  const names = Array.from({ length: 120 }, (_, index) => `翻页${String(index).padStart(4, '0')}`)
  await sql`insert into customers (id, name, owner_id, kind) select gen_random_uuid(), n, ${as.wang.id}::uuid, 'company' from unnest(${names}::text[]) n`.execute(
    db,
  )
  const filter = encodeURIComponent(JSON.stringify({ field: 'name', op: 'startsWith', value: '翻页' }))
  const page = await at('wang', `/o/customers?sort=name&filter=${filter}`)
  await row(page, '翻页0000').waitFor()
  await page.getByRole('button', { name: '列和行高' }).click()
  await page.getByText('分页', { exact: true }).click()
  await page.keyboard.press('Escape')
  await page.getByText('第 1 页').waitFor()
  await page.getByRole('button', { name: '下一页' }).click()
  await row(page, '翻页0050').waitFor()
  expect((await titles(page))[0]).toBe('翻页0050')
  await page.getByRole('button', { name: '下一页' }).click()
  await row(page, '翻页0100').waitFor()
  expect(await page.getByRole('button', { name: '下一页' }).isDisabled()).toBe(true)
  await page.getByRole('button', { name: '上一页' }).click()
  await row(page, '翻页0050').waitFor()
  expect(pageErrors(page)).toEqual([])
})

const row = (page: Page, name: string) => page.getByRole('row').filter({ hasText: name })
const titles = (page: Page): Promise<string[]> =>
  page.locator('[role=row][data-record] [data-title=true]').allTextContents()
const heads = async (page: Page): Promise<string[]> =>
  (await page.getByRole('columnheader').allTextContents()).map(text => text.trim()).filter(text => text !== '')
