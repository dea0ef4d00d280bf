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
  const { id } = await customer({ name: '表格甲', taxNo: '310115123456781', employees: 1200 })
  await customer({ name: '表格乙', taxNo: '310115123456782' })
  const page = await li('/o/customers?q=%E8%A1%A8%E6%A0%BC&sort=createdAt&columns=name,taxNo,employees')
  await row(page, '表格甲').getByText('310115123456781').click()
  await page.getByRole('complementary').waitFor()
  await page.keyboard.press('Escape')
  await page.keyboard.press('Shift+ArrowRight')
  await page.keyboard.press('Shift+ArrowDown')
  expect(await copied(page)).toBe('310115123456781\t1,200\n310115123456782\t')

  await row(page, '表格甲').getByText('310115123456781').dblclick()
  await page.locator('[data-editing=taxNo]').getByRole('textbox').fill('310115123456783')
  await page.keyboard.press('Enter')
  await expect.poll(async () => (await customerNow(id)).taxNo).toBe('310115123456783')
  await row(page, '表格甲').getByText('310115123456783').waitFor()
})

test('whoever types on in the next cell or field while the last one is still being saved loses nothing', async () => {
  const first = await customer({ name: '慢存甲', taxNo: '310115123456791' })
  const second = await customer({ name: '慢存乙', taxNo: '310115123456792', website: 'old.example.com' })
  const page = await li('/o/customers?q=%E6%85%A2%E5%AD%98&sort=createdAt&columns=name,taxNo,employees')
  const slowly = async (id: string) => {
    const { promise: answered, resolve: answer } = Promise.withResolvers<void>()
    await page.route(`**/api/customers/${id}`, async route => {
      if (route.request().method() === 'PATCH') await answered
      await route.continue()
    })
    return answer
  }
  const inList = await slowly(first.id)
  await row(page, '慢存甲').getByText('310115123456791').dblclick()
  await page.locator('[data-editing=taxNo]').getByRole('textbox').fill('310115123456793')
  await page.keyboard.press('Enter')
  await row(page, '慢存乙').getByText('310115123456792').dblclick()
  const next = row(page, '慢存乙').locator('[data-editing=taxNo]').getByRole('textbox')
  await next.fill('310115123456794')
  inList()
  await row(page, '慢存甲').getByText('310115123456793').waitFor()
  expect(await next.inputValue()).toBe('310115123456794')
  await expect.poll(async () => (await customerNow(second.id)).taxNo).toBe('310115123456792')
  await page.keyboard.press('Enter')
  await expect.poll(async () => (await customerNow(second.id)).taxNo).toBe('310115123456794')

  await page.goto(`/o/customers/${second.id}`)
  const onPage = await slowly(second.id)
  await page.getByRole('button', { name: '修改税号' }).press('Enter')
  await page.locator('[data-field=taxNo]').getByRole('textbox').fill('310115123456795')
  await page.keyboard.press('Enter')
  await page.getByRole('button', { name: '修改网址' }).press('Enter')
  const website = page.locator('[data-field=website]').getByRole('textbox')
  await website.fill('half-typed.example')
  onPage()
  await page.locator('[data-field=taxNo] [data-editable]').getByText('310115123456795').waitFor()
  expect(await website.inputValue()).toBe('half-typed.example')
  await expect.poll(async () => (await customerNow(second.id)).website).toBe('https://old.example.com')
  await page.keyboard.press('Enter')
  await expect.poll(async () => (await customerNow(second.id)).website).toBe('https://half-typed.example')
  expect(pageErrors(page)).toEqual([])
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
  await card.getByRole('link', { name: '手机上的客户', exact: true }).tap()
  await page.getByRole('tab', { name: '资料' }).tap()
  await page.locator('[data-field=level]').getByText(/^A/).waitFor()
  expect(await sidewaysScroll(page)).toBe(0)
  await page.getByRole('tab', { name: '动态' }).tap()
  await page.getByText('新建了客户').waitFor()
  await page.goto('/o/customers/new')
  await page.getByLabel('客户名称').waitFor()
  expect(await sidewaysScroll(page)).toBe(0)
  await screenshot(page, 'records-phone-form')
  expect(pageErrors(page)).toEqual([])
})

test('the form of a record that is there reads in English and in the dark', async () => {
  await company().as.li.patch('/api/session', { locale: 'en' })
  const { id } = await customer({ level: 'b', phones: [{ raw: '13911112222', label: '办公' }], remark: '两行\n备注' })
  const page = await li(`/o/customers/${id}`, { locale: 'en', dark: true })
  await page.getByRole('button', { name: 'Edit', exact: true }).click()
  await page.getByRole('form').waitFor()
  expect(await accessibilityFindings(page)).toEqual([])
  await screenshot(page, 'records-form-en-dark')
  expect(pageErrors(page)).toEqual([])
  await company().as.li.patch('/api/session', { locale: 'zh' })
})

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
