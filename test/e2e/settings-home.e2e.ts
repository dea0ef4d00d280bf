import type { Page } from 'playwright-core'
import { beforeAll, expect, test } from 'vitest'
import { settingsPages } from '#web/settings/settings-pages.ts'
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

const shown = (page: Page) =>
  page
    .getByRole('main')
    .getByRole('listitem')
    .getByRole('link')
    .evaluateAll(links => links.map(link => link.getAttribute('href') ?? ''))

test('the administrator finds every page of the settings on one, by its name or by what it is for', async () => {
  const page = await at('chen', '/settings')
  await page.getByRole('heading', { name: '人员与权限' }).waitFor()
  const all = await shown(page)
  expect(all).toEqual(expect.arrayContaining([...settingsPages.map(({ to }) => to), '/o/users', '/o/legal-entities']))
  expect(new Set(all).size).toBe(all.length)
  await screenshot(page, 'settings-home-zh-1440', { fullPage: true })

  const search = page.getByRole('textbox', { name: '搜索设置' })
  await search.fill('水印')
  expect(await shown(page)).toEqual(['/settings/security'])
  await search.fill('没有这个')
  await page.getByText('没有找到“没有这个”').waitFor()
  await search.fill('时区')
  await page.getByRole('main').getByRole('link', { name: /^公司/ }).click()
  await page.getByRole('heading', { name: '公司', level: 1 }).waitFor()
  await page.getByRole('navigation', { name: '位置' }).getByRole('link', { name: '设置' }).click()
  await page.getByRole('textbox', { name: '搜索设置' }).waitFor()
  expect(pageErrors(page)).toEqual([])
})

test('a salesperson finds what is his own, and no page that he may not change', async () => {
  const page = await at('li', '/settings')
  await page.getByRole('textbox', { name: '搜索设置' }).waitFor()
  const all = await shown(page)
  expect(all).toContain('/settings/me')
  // What he asked to take out, and himself.
  expect(all.filter(to => to.startsWith('/settings/'))).toEqual(['/settings/exports', '/settings/me'])
  for (const { to, anyOf } of settingsPages.filter(place => place.to.startsWith('/settings/') && place.anyOf)) {
    await page.goto(to)
    await page.getByText('没有找到这个页面').first().waitFor()
    expect(anyOf, to).toBeDefined()
  }
})
