import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { accessibilityFindings } from '#test/harness/axe.ts'
import { pageErrors, screenshot } from '#test/harness/browser.ts'
import { hideFields } from '#test/harness/company.ts'
import { recordScreens } from './record-screens.ts'

// Saved views: kept, changed, arranged, shared; each person's own.
const { company, at, li, customer } = recordScreens()

test('what was chosen is kept as a view on the server, saved again, put back, and given up', async () => {
  await customer({ name: '场景甲', employees: 7 })
  await customer({ name: '场景乙', employees: 9, level: 'a' })
  const chosen = encodeURIComponent(JSON.stringify({ field: 'employees', op: 'gte', value: 8 }))
  const page = await li(`/o/customers?filter=${chosen}`)
  await page.getByText('已修改').waitFor()
  await page.getByRole('button', { name: '存为我的场景' }).click()
  await page.getByLabel('场景名称').fill('人多的客户')
  expect(await page.getByRole('dialog').getByText('员工', { exact: false }).count()).toBeGreaterThan(0)
  expect(await accessibilityFindings(page)).toEqual([])
  await page.keyboard.press('Enter')
  await tab(page, '人多的客户').waitFor()
  await expect.poll(() => tab(page, '人多的客户').getAttribute('aria-current')).toBe('page')

  // Another device of the same person has it, too.
  const elsewhere = await li('/o/customers')
  await row(elsewhere, '场景甲').waitFor()
  await tab(elsewhere, '人多的客户').click()
  await row(elsewhere, '场景甲').waitFor({ state: 'detached' })
  expect(await titles(elsewhere)).toEqual(['场景乙'])

  await page.getByRole('columnheader', { name: '客户名称' }).getByRole('button').click()
  await page.getByText('已修改').waitFor()
  await page.getByRole('button', { name: '还原' }).click()
  await page.getByText('已修改').waitFor({ state: 'detached' })
  await page.getByRole('columnheader', { name: '客户名称' }).getByRole('button').click()
  await page.getByRole('navigation', { name: '场景' }).getByRole('button', { name: '保存', exact: true }).click()
  await page.getByText('已保存场景“人多的客户”').last().waitFor()
  // The word of the first saving may still stand.
  const kept = async () => (await company().as.li.get('/api/views')).objects.customer.views.at(-1)
  await expect.poll(kept).toMatchObject({
    label: '人多的客户',
    sort: ['name'],
    filter: { field: 'employees', op: 'gte', value: 8 },
  })

  await page.getByRole('button', { name: '场景“人多的客户”的操作' }).click()
  await page.getByRole('menuitem', { name: '删除场景“人多的客户”' }).click()
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /删\s*除/ })
    .click()
  await tab(page, '人多的客户').waitFor({ state: 'detached' })
  await row(page, '场景甲').waitFor()
  expect(pageErrors(page)).toEqual([])
})

test('views are dragged into order, hidden, and one of them opens first', async () => {
  const page = await li('/o/customers')
  await tab(page, '我负责的').waitFor()
  await page.locator('[data-view=mine]').dragTo(page.locator('[data-view=all]'))
  const known = ['全部', '我负责的', '下属负责的', '我关注的']
  const tabsOf = async (one: typeof page) => (await tabs(one)).filter(label => known.includes(label))
  await expect.poll(() => tabsOf(page)).toEqual(['我负责的', '全部', '下属负责的', '我关注的'])
  await tab(page, '下属负责的').click()
  await page.getByRole('button', { name: '场景“下属负责的”的操作' }).click()
  await page.getByRole('menuitem', { name: '隐藏这个场景' }).click()
  await expect.poll(() => tabsOf(page)).toEqual(['我负责的', '全部', '我关注的'])
  await page.getByRole('button', { name: /的操作$/ }).click()
  await page.getByRole('menuitem', { name: '管理场景' }).click()
  await page.getByRole('button', { name: '默认打开“全部”' }).click()
  await screenshot(page, 'lists-view-manager')
  expect(await accessibilityFindings(page)).toEqual([])
  await expect
    .poll(async () => (await company().as.li.get('/api/views')).objects.customer.preferences)
    .toMatchObject({ hidden: ['team'], defaultView: 'all' })
  const again = await li('/o/customers')
  await tab(again, '全部').waitFor()
  expect(await tabsOf(again)).toEqual(['我负责的', '全部', '我关注的'])
  await expect.poll(() => tab(again, '全部').getAttribute('aria-current')).toBe('page')
  expect(pageErrors(page)).toEqual([])
})

test('a shared view reaches the team without what a member may not see, and says so', async () => {
  await customer({ name: '共享甲', taxNo: '310115123456781' })
  const chosen = {
    and: [
      { field: 'taxNo', op: 'notEmpty' },
      { field: 'name', op: 'startsWith', value: '共享' },
    ],
  }
  const wang = await at('wang', `/o/customers?filter=${encodeURIComponent(JSON.stringify(chosen))}`)
  await wang.getByRole('button', { name: '存为我的场景' }).click()
  await wang.getByLabel('场景名称').fill('有税号的')
  await wang.getByRole('radio', { name: '全公司' }).check()
  await screenshot(wang, 'lists-view-sheet')
  await wang.keyboard.press('Enter')
  await tab(wang, '有税号的').waitFor()
  await hideFields(company(), 'salesperson', ['customer.taxNo'])
  const page = await li('/o/customers')
  await tab(page, '有税号的').click()
  await page.getByText('有 1 项条件涉及您无权查看的字段，未采用').waitFor()
  await row(page, '共享甲').waitFor()
  await page.getByRole('button', { name: '场景“有税号的”的操作' }).click()
  expect(await page.getByRole('menuitem', { name: /删除场景|编辑场景/ }).count()).toBe(0)
  await page.keyboard.press('Escape')
  await screenshot(page, 'lists-views-zh')
  await hideFields(company(), 'salesperson', [])
  expect(pageErrors(page)).toEqual([])
})

test('what this device kept before is taken over once', async () => {
  const page = await at('wang', '/o/products')
  await page.getByRole('navigation', { name: '场景' }).waitFor()
  const place = `zhanggui.list.${company().as.wang.id}.customer`
  await page.evaluate(([at, left]) => localStorage.setItem(at, left), [
    place,
    JSON.stringify({
      columns: { all: ['name', 'owner'] },
      widths: {},
      density: 'roomy',
      views: [
        { name: 'own-1', label: '旧场景', filter: { field: 'level', op: 'in', value: ['a'] } },
        { name: 'own-2', label: '坏场景', filter: { field: 'gone', op: 'is', value: 1 } },
      ],
    }),
  ] as const)
  await page.goto('/o/customers')
  await tab(page, '旧场景').waitFor()
  expect(await page.evaluate(at => localStorage.getItem(at), place)).toBeNull()
  await expect
    .poll(async () => (await company().as.wang.get('/api/views')).objects.customer.preferences)
    .toMatchObject({ columns: { all: ['name', 'owner'] }, density: 'roomy' })
  await page.reload()
  await tab(page, '旧场景').waitFor()
  expect((await tabs(page)).filter(label => label.includes('场景'))).toEqual(['旧场景'])
})

const tab = (page: Page, label: string) =>
  page.getByRole('navigation', { name: '场景' }).getByRole('button', { name: label, exact: true })
const tabs = (page: Page): Promise<string[]> => page.locator('[data-view] > button:first-child').allTextContents()
const row = (page: Page, name: string) => page.getByRole('row').filter({ hasText: name })
const titles = (page: Page): Promise<string[]> =>
  page.locator('[role=row][data-record] [data-title=true]').allTextContents()
