import type { Page } from 'playwright-core'
import { beforeAll, expect, test } from 'vitest'
import { accessibilityFindings } from '#test/harness/axe.ts'
import { openPage, type PageOptions, pageErrors, screenshot } from '#test/harness/browser.ts'
import { openTestCompany, type TestCompany, testPassword } from '#test/harness/company.ts'

// What stands round every screen: signing in and staying signed in, navigation, search, language, settings.

let company: TestCompany

beforeAll(async () => {
  company = await openTestCompany()
})

async function blank(options: Partial<PageOptions> = {}): Promise<Page> {
  const page = await openPage({ width: 1440, locale: 'zh-CN', baseUrl: company.url, ...options })
  page.setDefaultTimeout(10_000)
  return page
}

async function at(
  who: 'li' | 'wang' | 'chen' | 'qian',
  path: string,
  options: Partial<PageOptions> = {},
): Promise<Page> {
  const page = await blank({ cookies: company.as[who].cookies, ...options })
  await page.goto(path)
  return page
}

const signInAs = async (place: Pick<Page, 'getByLabel' | 'getByRole'>, login: string, password: string) => {
  await place.getByLabel('账号', { exact: true }).fill(login)
  await place.getByLabel('密码', { exact: true }).fill(password)
  await place.getByRole('button', { name: '登录' }).click()
}

test('a wrong password is said and what was typed stays; afterwards one stands where one wanted to go', async () => {
  const page = await blank()
  await page.goto(`/sign-in?next=${encodeURIComponent('/o/customers?view=mine')}`)
  await page.getByRole('heading', { name: '登录' }).waitFor()
  await signInAs(page, company.as.li.login, 'not the password')
  expect(await page.getByRole('alert').textContent()).toContain('账号或密码不对')
  expect(await page.getByLabel('账号', { exact: true }).inputValue()).toBe(company.as.li.login)

  await signInAs(page, company.as.li.login, testPassword)
  await page.waitForURL('**/o/customers?view=mine')
  await page.getByRole('heading', { name: '客户', level: 1 }).waitFor()
  expect(await page.title()).toBe('客户 · 掌柜')
  expect(pageErrors(page)).toEqual([])
})

test('an address of another site is not followed after sign-in', async () => {
  const page = await blank()
  await page.goto('/sign-in?next=//example.com/')
  await signInAs(page, company.as.li.login, testPassword)
  await page.getByRole('heading', { name: '工作台', level: 1 }).waitFor()
  expect(new URL(page.url()).host).toBe(new URL(company.url).host)
})

test('a session that ends while somebody types asks for the password over the page and loses nothing', async () => {
  const page = await at('chen', '/settings/options?field=customer.industry')
  const first = page.getByLabel('中文名称').first()
  await first.waitFor()
  await first.fill('软件与信息技术')
  const cookies = await page.context().cookies()
  await page.context().clearCookies()
  await page.getByRole('button', { name: '保存' }).click()

  const dialog = page.getByRole('dialog', { name: '请重新登录' })
  await dialog.waitFor()
  await signInAs(dialog, company.as.chen.login, testPassword)
  await page.getByText('选项已保存').waitFor()
  expect(await first.inputValue()).toBe('软件与信息技术')
  const { options } = await company.as.chen.get('/api/options/customer/industry')
  expect(options[0]).toMatchObject({ id: 'it', labelZh: '软件与信息技术' })
  expect(cookies).toHaveLength(1)
})

test('the palette finds a record by two characters and a screen by its name, all by keyboard', async () => {
  const made = await company.as.li.post('/api/customers', { name: '重庆单氏商贸有限公司' })
  const page = await at('li', '/o/opportunities')
  await page.getByRole('navigation', { name: '导航' }).waitFor()
  await page.keyboard.press('Control+k')
  const box = page.getByRole('combobox', { name: /搜索客户/ })
  await box.fill('单氏')
  await page.getByRole('option', { name: /重庆单氏商贸有限公司/ }).waitFor()
  expect(await accessibilityFindings(page)).toEqual([])
  await screenshot(page, 'palette-1440')
  await page.keyboard.press('Enter')
  await page.waitForURL(`**/o/customers/${made.id}`)

  await page.keyboard.press('Control+k')
  await box.fill('报表')
  await page.keyboard.press('Enter')
  await page.waitForURL('**/reports')
  expect(pageErrors(page)).toEqual([])
})

test('the palette does a verb on the open record', async () => {
  const { id } = await company.as.li.post('/api/opportunities', { name: '单氏年度采购' })
  const page = await at('li', `/o/opportunities/${id}`)
  await page.getByRole('heading', { name: '单氏年度采购', level: 1 }).waitFor()
  await page.keyboard.press('Control+k')
  await page.getByRole('combobox', { name: /搜索客户/ }).fill('输单')
  await page.getByRole('group', { name: '当前页面' }).getByRole('option', { name: '输单' }).waitFor()
  await page.keyboard.press('Enter')
  await page.getByRole('dialog', { name: '输单' }).getByText('输单原因').waitFor()
  await expect.poll(async () => (await company.as.li.get(`/api/opportunities/${id}`)).state).toBe('open')
  expect(pageErrors(page)).toEqual([])
})

test('another person’s record is not found by the palette', async () => {
  await company.as.wang.post('/api/customers', { name: '长春北辰光学' })
  const page = await at('li', '/o/opportunities')
  await page.getByRole('navigation', { name: '导航' }).waitFor()
  await page.keyboard.press('Control+k')
  await page.getByRole('combobox').last().fill('北辰')
  await page.getByText('没有找到').waitFor()
})

test('everything is in the other language after one click, also after coming back', async () => {
  const page = await at('wang', '/o/customers')
  await page.getByRole('button', { name: '王芳 的菜单' }).click()
  await page.getByRole('menuitem', { name: 'English' }).click()
  await page.getByRole('heading', { name: 'Customers', level: 1 }).waitFor()
  expect(await page.getByRole('columnheader').allTextContents()).toContain('Level')
  expect(await page.locator('html').getAttribute('lang')).toBe('en')
  expect(await page.locator('nav, header').allTextContents()).not.toEqual([expect.stringMatching(/客户|商机/)])

  await page.reload()
  await page.getByRole('heading', { name: 'Customers', level: 1 }).waitFor()
  expect(pageErrors(page)).toEqual([])
})

test('a user gets an account and a role, comes in, and sees no settings', async () => {
  const user = await company.as.chen.post('/api/users', { name: '孙丽' })
  const page = await at('chen', '/settings/accounts')
  await page.getByPlaceholder('按姓名查找').fill('孙丽')
  await page.getByRole('row', { name: /孙丽/ }).getByRole('button', { name: '管理' }).click()
  const sheet = page.getByRole('dialog', { name: '孙丽' })
  await sheet.getByLabel('登录名').fill(company.as.li.login)
  await sheet.getByLabel('初始密码').fill('long enough')
  await sheet.getByRole('button', { name: '开通账号' }).click()
  await sheet.getByText('已有账号使用它').waitFor()
  const login = `sunli-${user.id.slice(-6)}`
  await sheet.getByLabel('登录名').fill(login)
  await sheet.getByRole('button', { name: '开通账号' }).click()
  await page.getByText('账号已开通').waitFor()
  await sheet.getByRole('checkbox', { name: '销售', exact: true }).check()
  await sheet.getByRole('button', { name: '保存角色' }).click()
  await page.getByText('角色已保存').waitFor()
  expect(await accessibilityFindings(page)).toEqual([])

  const own = await blank()
  await own.goto('/sign-in')
  await signInAs(own, login, 'long enough')
  const navigation = own.getByRole('navigation', { name: '导航' })
  await navigation.getByRole('link', { name: '客户', exact: true }).waitFor()
  expect(await navigation.getByText('账号与角色').count()).toBe(0)
  await own.goto('/settings/accounts')
  await own.getByRole('main').getByText('没有找到这个页面').waitFor()
})

test('somebody without any role is told so, and what he may not see does not exist', async () => {
  const page = await at('qian', '/')
  await page.getByText('还没有可以查看的内容').waitFor()
  await page.goto('/o/customers')
  await page.getByText('没有找到').first().waitFor()
  expect(pageErrors(page)).toEqual([])
})

test('on a phone the bar below leads everywhere, in the dark, too', async () => {
  const page = await at('li', '/o/customers', { width: 375, dark: true })
  const bar = page.getByRole('navigation', { name: '导航' })
  await bar.getByRole('link', { name: '商机' }).click()
  await page.waitForURL('**/o/opportunities**')
  await bar.getByRole('button', { name: '新建' }).click()
  await page.getByRole('dialog', { name: '新建' }).getByRole('button', { name: '客户' }).click()
  await page.getByRole('dialog', { name: '新建客户' }).getByLabel('客户名称').waitFor()
  await page.keyboard.press('Escape')
  await bar.getByRole('button', { name: '我的' }).click()
  const menu = page.getByRole('dialog', { name: '我的' })
  await menu.getByRole('link', { name: '报表' }).waitFor()
  expect(await accessibilityFindings(page)).toEqual([])
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(375)
  await screenshot(page, 'phone-menu-dark-375')
  await menu.getByRole('link', { name: '报表' }).click()
  await page.waitForURL('**/reports')
  expect(pageErrors(page)).toEqual([])
})

test('an unknown page says so inside the frame', async () => {
  const page = await at('chen', '/nowhere/at/all')
  await page.getByRole('main').getByText('没有找到这个页面').waitFor()
  await page.getByRole('navigation', { name: '导航' }).waitFor()
  expect(pageErrors(page)).toEqual([])
})
