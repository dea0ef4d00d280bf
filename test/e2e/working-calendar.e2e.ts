import type { Page } from 'playwright-core'
import { beforeAll, expect, test } from 'vitest'
import { accessibilityFindings } from '#test/harness/axe.ts'
import { openPage, type PageOptions, pageErrors, screenshot } from '#test/harness/browser.ts'
import { openTestCompany, type TestCompany } from '#test/harness/company.ts'

let company: TestCompany

beforeAll(async () => {
  company = await openTestCompany()
})

async function at(who: 'li' | 'chen', path: string, options: Partial<PageOptions> = {}): Promise<Page> {
  const { cookies } = company.as[who]
  const page = await openPage({ width: 1440, locale: 'zh-CN', baseUrl: company.url, cookies, ...options })
  await page.goto(path)
  return page
}

const add = async (day: string, days: number): Promise<string> =>
  (await company.as.chen.get(`/api/working-calendar/reckon?day=${day}&add=${days}`)).day

test('the administrator makes three days free, sees it in the year, and takes it back with one click', async () => {
  const page = await at('chen', '/settings/calendar?year=2026')
  await page.getByRole('button', { name: '10月1日 国庆节 休息' }).waitFor()
  await page.getByText('248 个工作日').waitFor()
  expect(await accessibilityFindings(page)).toEqual([])
  await screenshot(page, 'calendar-zh-1440', { fullPage: true })

  await page.getByRole('button', { name: '6月1日 上班' }).click()
  const sheet = page.getByRole('dialog', { name: '2026年6月1日' })
  await sheet.getByRole('radio', { name: '休息', exact: true }).check()
  await sheet.getByLabel('名称').fill('司庆')
  await sheet.getByRole('spinbutton', { name: '连续天数' }).fill('3')
  expect(await accessibilityFindings(page)).toEqual([])
  await screenshot(page, 'calendar-day-zh-1440')
  await sheet.getByRole('button', { name: /保\s?存/ }).click()
  await page.getByRole('button', { name: '6月3日 司庆 休息' }).waitFor()
  await page.getByText('245 个工作日').waitFor()
  expect(await add('2026-05-29', 1)).toBe('2026-06-04')
  await page.getByRole('button', { name: '撤销' }).click()
  await page.getByText('248 个工作日').waitFor()
  expect(await add('2026-05-29', 1)).toBe('2026-06-01')
  // It is again what was shipped, not a copy of it.
  await expect.poll(() => company.as.chen.get('/api/working-calendar?year=2026')).toMatchObject({ source: 'shipped' })
  expect(pageErrors(page)).toEqual([])
})

test('by keyboard one goes through the year with arrows and opens a day with Enter', async () => {
  const page = await at('chen', '/settings/calendar?year=2025')
  const first = page.getByRole('button', { name: /^2025年1月1日 元旦 休息$/ })
  await first.waitFor()
  await first.focus()
  for (const key of ['ArrowDown', 'ArrowRight', 'ArrowUp']) await page.keyboard.press(key)
  expect(await page.evaluate(() => document.activeElement?.getAttribute('data-day'))).toBe('2025-01-02')
  expect(await page.locator('[data-day][tabindex="0"]').count()).toBe(1)
  await page.keyboard.press('Enter')
  await page.getByRole('dialog', { name: '2025年1月2日' }).waitFor()
  expect(pageErrors(page)).toEqual([])
})

test('a year of which nothing is known is said to be missing; a file fills it, and one with a wrong row changes nothing', async () => {
  const page = await at('chen', '/settings/calendar?year=2051')
  await page.getByText('还没有这一年的安排').waitFor()
  const file = (content: string) => ({ name: '放假.csv', mimeType: 'text/csv', buffer: Buffer.from(content) })
  const input = page.locator('input[type=file]')
  await input.setInputFiles(file('日期,类型,名称\n2051-01-01,放假,元旦\n2051-01-40,放假,\n'))
  const refused = page.getByRole('dialog')
  await refused.getByText('第 3 行').waitFor()
  await screenshot(page, 'calendar-refused-zh-1440')
  await refused.getByRole('button').last().click()
  await expect.poll(async () => (await company.as.chen.get('/api/working-calendar?year=2051')).days).toEqual([])
  await input.setInputFiles(file('日期,类型,名称\n2051-01-01,放假,元旦\n2051-01-07,班,元旦\n'))
  await page.getByRole('button', { name: /1月7日 元旦 上班/ }).waitFor()
  await page.getByText('本公司自己的安排').waitFor()
  expect(pageErrors(page)).toEqual([])
})

test('on the phone and in English the week is changed and the year read, without scrolling sideways', async () => {
  await company.as.chen.patch('/api/session', { locale: 'en' })
  const page = await at('chen', '/settings/calendar?year=2026', { width: 375, locale: 'en' })
  await page.getByRole('button', { name: 'Oct 1 National Day Free' }).waitFor()
  await screenshot(page, 'calendar-en-375')
  await page.getByRole('button', { name: 'Oct 1 National Day Free' }).scrollIntoViewIfNeeded()
  await screenshot(page, 'calendar-year-en-375')
  expect(await accessibilityFindings(page)).toEqual([])
  expect(await page.evaluate(() => document.documentElement.scrollWidth > document.documentElement.clientWidth)).toBe(
    false,
  )
  await page.getByRole('checkbox', { name: 'Saturday' }).uncheck()
  await page.getByText('Working calendar saved').waitFor()
  await expect.poll(() => company.as.chen.get('/api/working-calendar')).toMatchObject({ restDays: [7] })
  expect(await add('2026-06-05', 1)).toBe('2026-06-06')
  await company.as.chen.patch('/api/working-calendar', { restDays: [6, 7] })
  await company.as.chen.patch('/api/session', { locale: 'zh' })
  expect(pageErrors(page)).toEqual([])
})

test('the workbench warns whoever can fill it in when a year that is needed has no holidays, and nobody else', async () => {
  await company.as.chen.patch('/api/session', { locale: 'zh' })
  const { missing } = await company.as.chen.get('/api/working-calendar')
  const page = await at('chen', '/')
  await page.getByRole('heading', { name: '工作台', level: 1 }).waitFor()
  const warning = page.getByText('按工作日计算的期限会不准')
  if (missing.length > 0) {
    await warning.waitFor()
    await screenshot(page, 'calendar-warning-zh-1440')
    const other = await at('li', '/')
    await other.getByRole('heading', { name: '工作台', level: 1 }).waitFor()
    expect(await other.getByText('按工作日计算的期限会不准').count()).toBe(0)
    for (const year of missing)
      await company.as.chen.put(`/api/working-calendar/${year}`, { version: 0, days: [] }, 200)
    await page.reload()
    await page.getByRole('heading', { name: '工作台', level: 1 }).waitFor()
  }
  await page.waitForLoadState('networkidle')
  expect(await warning.count()).toBe(0)
  await expect.poll(async () => (await company.as.chen.get('/api/working-calendar')).missing).toEqual([])
  expect(pageErrors(page)).toEqual([])
})
