import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { accessibilityFindings } from '#test/harness/axe.ts'
import { pageErrors, screenshot } from '#test/harness/browser.ts'
import { choose, recordScreens } from './record-screens.ts'

// The list of records, on a desk and on a phone, in both languages: what the person sees, and what the API then says.
const { company, at, li, customer, customerNow } = recordScreens()

test('filter and sort stand in the address in words and rows, can be sent to a colleague, and back works', async () => {
  for (const [name, level] of [
    ['筛选丙', 'a'],
    ['筛选甲', 'a'],
    ['筛选乙', 'b'],
  ])
    await customer({ name, level, employees: name === '筛选甲' ? 5 : 9 })
  const page = await li('/o/customers?q=%E7%AD%9B%E9%80%89')
  await row(page, '筛选乙').waitFor()
  await page.getByRole('button', { name: '筛选', exact: true }).click()
  await choose(page, page.getByLabel('字段'), '客户级别')
  await choose(page, page.getByLabel('客户级别的值'), /^A/)
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: '应用' }).click()
  await row(page, '筛选乙').waitFor({ state: 'detached' })
  expect(await page.locator('[data-chip]').textContent()).toMatch(/^客户级别 是 A/)

  await page.getByRole('columnheader', { name: '客户名称' }).getByRole('button').click()
  await expect.poll(() => rows(page)).toEqual(['筛选丙', '筛选甲'].sort(byCollation))
  await page.getByRole('columnheader', { name: '客户名称' }).getByRole('button').click()
  await expect.poll(() => new URL(page.url()).searchParams.get('sort')).toBe('-name')
  await expect.poll(() => page.locator('main footer').textContent()).toContain('2')

  const colleague = await at('wang', page.url())
  await expect.poll(() => rows(colleague)).toEqual(['筛选丙', '筛选甲'].sort(byCollation).reverse())
  expect(await colleague.locator('[data-chip]').textContent()).toMatch(/^客户级别 是 A/)

  await page.goBack()
  await row(page, '筛选乙').waitFor()
  expect(await page.locator('[data-chip]').count()).toBe(0)
  expect(pageErrors(page)).toEqual([])
})

test("a filter is kept under a name of one's own, on this device, until it is given up", async () => {
  await customer({ name: '场景甲', region: '拉萨' })
  await customer({ name: '场景乙', region: '西宁' })
  const chosen = encodeURIComponent(JSON.stringify({ field: 'region', op: 'is', value: '拉萨' }))
  const page = await li(`/o/customers?filter=${chosen}`)
  await page.getByRole('button', { name: '存为我的场景' }).click()
  await page.getByLabel('场景名称').fill('拉萨的客户')
  await page.keyboard.press('Enter')
  const tab = page.getByRole('navigation', { name: '场景' }).getByRole('button', { name: '拉萨的客户', exact: true })
  await tab.waitFor()
  await page.goto('/o/customers')
  await row(page, '场景乙').waitFor()
  await tab.click()
  await row(page, '场景乙').waitFor({ state: 'detached' })
  expect(await rows(page)).toEqual(['场景甲'])
  await page.getByRole('button', { name: '删除场景“拉萨的客户”' }).click()
  await page.getByRole('tooltip').getByRole('button', { name: '删除', exact: true }).click()
  await tab.waitFor({ state: 'detached' })
  await row(page, '场景乙').waitFor()
})

test('a row opens beside the list, keys move along, name and Enter open the page', async () => {
  const first = await customer({ name: '预览第一' })
  await customer({ name: '预览第二' })
  const page = await li('/o/customers?q=%E9%A2%84%E8%A7%88&sort=createdAt')
  await row(page, '预览第一').getByRole('gridcell').nth(3).click()
  const peek = page.getByRole('complementary', { name: '客户预览' })
  await peek.getByRole('heading', { name: '预览第一' }).waitFor()
  expect(new URL(page.url()).searchParams.get('open')).toBe(first.id)
  await page.keyboard.press('j')
  await peek.getByRole('heading', { name: '预览第二' }).waitFor()
  await page.keyboard.press('k')
  await peek.getByRole('heading', { name: '预览第一' }).waitFor()
  await page.keyboard.press('Escape')
  await peek.waitFor({ state: 'detached' })
  expect(new URL(page.url()).searchParams.get('open')).toBeNull()

  await page.keyboard.press('x')
  await page.keyboard.press('j')
  await page.keyboard.press('x')
  await page.getByText('已选 2 条').waitFor()
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { name: '预览第二', level: 1 }).waitFor()
  await page.goBack()
  await row(page, '预览第一').getByRole('link', { name: '预览第一' }).click()
  await page.waitForURL(new RegExp(first.id))
})

test('cells are edited in the list and copied as a sheet reads them', async () => {
  const { id } = await customer({ name: '表格甲', region: '苏州', employees: 1200 })
  await customer({ name: '表格乙', region: '无锡' })
  const page = await li('/o/customers?q=%E8%A1%A8%E6%A0%BC&sort=createdAt&columns=name,region,employees')
  await row(page, '表格甲').getByText('苏州').click()
  await page.getByRole('complementary').waitFor()
  await page.keyboard.press('Escape')
  await page.keyboard.press('Shift+ArrowRight')
  await page.keyboard.press('Shift+ArrowDown')
  expect(await copied(page)).toBe('苏州\t1,200\n无锡\t')

  await row(page, '表格甲').getByText('苏州').dblclick()
  await page.locator('[data-editing=region]').getByRole('textbox').fill('常州')
  await page.keyboard.press('Enter')
  await expect.poll(async () => (await customerNow(id)).region).toBe('常州')
  await row(page, '表格甲').getByText('常州').waitFor()
})

test('what was removed is gone, and comes back by one click', async () => {
  const { id } = await customer({ name: '删了又要' })
  const page = await li(`/o/customers/${id}`)
  await page.getByRole('button', { name: '更多', exact: true }).click()
  await page.getByRole('menuitem', { name: '删除' }).click()
  await page.getByText('已删除“删了又要”').waitFor()
  await company().as.li.get(`/api/customers/${id}`, 404)
  await page.getByRole('button', { name: '撤销' }).click()
  await expect.poll(async () => (await company().as.li.ask('GET', `/api/customers/${id}`)).status).toBe(200)

  await page.goto('/o/customers?q=%E5%88%A0%E4%BA%86%E5%8F%88%E8%A6%81')
  await row(page, '删了又要').getByRole('checkbox').check()
  await page.getByRole('button', { name: '删除', exact: true }).click()
  await page.getByText('已删除 1 条').waitFor()
  await company().as.li.get(`/api/customers/${id}`, 404)
  await page.getByRole('button', { name: '撤销' }).click()
  await row(page, '删了又要').waitFor()
})

test('on a phone: cards without sideways scrolling, the page in tabs, a call by one thumb', async () => {
  const { id } = await customer({ name: '手机上的客户', phones: [{ raw: '13900139000' }], level: 'a' })
  const page = await li('/o/customers?q=%E6%89%8B%E6%9C%BA%E4%B8%8A', { width: 375 })
  const card = page.locator(`[data-record="${id}"]`)
  await card.waitFor()
  expect(await card.getByRole('link', { name: /拨打/ }).getAttribute('href')).toBe('tel:+8613900139000')
  expect(await sidewaysScroll(page)).toBe(0)
  expect(await page.getByRole('grid').count()).toBe(0)
  expect(await accessibilityFindings(page)).toEqual([])
  await card.getByRole('link', { name: '手机上的客户', exact: true }).tap()
  await page.getByRole('tab', { name: '资料' }).waitFor()
  await page.locator('[data-field=level]').getByText(/^A/).waitFor()
  expect(await sidewaysScroll(page)).toBe(0)
  expect(await accessibilityFindings(page)).toEqual([])
  await page.getByRole('tab', { name: '动态' }).tap()
  await page.getByText('新建了客户').waitFor()
  await page.goto('/o/customers/new')
  await page.getByLabel('客户名称').waitFor()
  expect(await sidewaysScroll(page)).toBe(0)
  await screenshot(page, 'records-phone-form')
  expect(pageErrors(page)).toEqual([])
})

test.each(['zh-CN', 'en'] as const)(
  'list, peek, page, form and dialogs in %s: axe finds nothing serious',
  async locale => {
    const isChinese = locale === 'zh-CN'
    await company().as.li.patch('/api/session', { locale: isChinese ? 'zh' : 'en' })
    const { id } = await customer({ level: 'b', phones: [{ raw: '13911112222', label: '办公' }], remark: '两行\n备注' })
    for (const dark of [false, true]) {
      const page = await li(`/o/customers?open=${id}`, { locale, dark })
      await page.getByRole('complementary').getByRole('heading', { level: 2 }).first().waitFor()
      expect(await accessibilityFindings(page)).toEqual([])
      await screenshot(page, `records-list-${locale}-${dark ? 'dark' : 'light'}`)
      await page.goto(`/o/customers/${id}`)
      await page.getByRole('tab').first().waitFor()
      expect(await accessibilityFindings(page)).toEqual([])
      await page.getByRole('button', { name: isChinese ? '编辑' : 'Edit', exact: true }).click()
      await page.getByRole('form').waitFor()
      expect(await accessibilityFindings(page)).toEqual([])
      await screenshot(page, `records-form-${locale}-${dark ? 'dark' : 'light'}`)
      expect(pageErrors(page)).toEqual([])
    }
    await company().as.li.patch('/api/session', { locale: 'zh' })
  },
)

const row = (page: Page, name: string) => page.getByRole('row').filter({ hasText: name })

/** Titles of the rows, from top to bottom. */
const rows = (page: Page): Promise<string[]> =>
  page.locator('[role=row][data-record] [data-title=true]').allTextContents()

/** As the database sorts Chinese. */
const byCollation = new Intl.Collator('zh').compare

const sidewaysScroll = (page: Page): Promise<number> =>
  page.evaluate(() => {
    const main = document.querySelector('main')
    return Math.max(
      document.documentElement.scrollWidth - document.documentElement.clientWidth,
      main ? main.scrollWidth - main.clientWidth : 0,
    )
  })

/** What Ctrl-C puts on the clipboard, without the machine's clipboard. */
const copied = (page: Page): Promise<string> =>
  page.evaluate(() => {
    const clipboardData = new DataTransfer()
    const event = new ClipboardEvent('copy', { clipboardData, bubbles: true, cancelable: true })
    document.activeElement?.dispatchEvent(event)
    return clipboardData.getData('text/plain')
  })
