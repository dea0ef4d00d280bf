import type { Page } from 'playwright-core'
import { beforeAll, expect, test } from 'vitest'
import { accessibilityFindings } from '#test/harness/axe.ts'
import { openPage, type PageOptions, pageErrors, screenshot } from '#test/harness/browser.ts'
import { openTestCompany, type TestCompany } from '#test/harness/company.ts'

// What an administrator sets: the company, who may come in, the options of choices.

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

const choose = async (page: Page, label: string, typed: string, option: string) => {
  const box = page.getByRole('combobox', { name: label })
  await box.click()
  if (typed) await box.fill(typed)
  await page.locator('.ant-select-item-option').filter({ hasText: option }).first().click()
}

test('the administrator changes the company; what is wrong is said at its field, and the language follows', async () => {
  const page = await at('chen', '/settings/company')
  const name = page.getByLabel('公司名称')
  await name.fill(' ')
  await page.getByRole('button', { name: '保存' }).click()
  await page.getByText('请填写。').waitFor()
  await name.fill('海天集团')
  await choose(page, '时区', 'tokyo', 'Asia/Tokyo')
  await choose(page, '财年开始月份', '', '四月')
  await choose(page, '每周从哪天开始', '', '星期日')
  expect(await page.getByLabel('本位币').isEditable()).toBe(false)
  await page.getByRole('button', { name: '保存' }).click()
  await page.getByText('公司设置已保存').waitFor()
  expect(await accessibilityFindings(page)).toEqual([])
  await screenshot(page, 'settings-company-zh-1440', { fullPage: true })
  await expect
    .poll(() => company.as.li.get('/api/company'))
    .toMatchObject({
      name: '海天集团',
      timeZone: 'Asia/Tokyo',
      fiscalYearStart: 4,
      weekStart: 7,
      baseCurrency: 'CNY',
    })

  await page.getByText('English', { exact: true }).click()
  await page.getByRole('button', { name: '保存' }).click()
  await page.getByRole('heading', { name: 'Company', level: 1 }).waitFor()
  await screenshot(page, 'settings-company-en-1440', { fullPage: true })
  expect(await page.getByLabel('Company name').inputValue()).toBe('海天集团')
  await company.as.chen.patch('/api/company', { locale: 'zh' })
  expect(pageErrors(page)).toEqual([])
})

test('a number outside its bounds is not changed without a word', async () => {
  const page = await at('chen', '/settings/security')
  const days = page.getByLabel('登录后最长天数')
  await days.fill('-5')
  await days.blur()
  await page.getByRole('status').filter({ hasText: '只能是 1 到 365' }).waitFor()
  expect(await days.inputValue()).toBe('1')
  await days.fill('30')
  await expect.poll(() => page.getByText('只能是 1 到 365').count()).toBe(0)
  expect(pageErrors(page)).toEqual([])
})

test('the list of accounts says who signs in by what and with which roles, and follows a change', async () => {
  const { id } = await company.as.chen.post('/api/users', { name: '周新' })
  const page = await at('chen', '/settings/accounts')
  const row = (name: string) => page.getByRole('row').filter({ has: page.getByRole('link', { name }) })
  await row('李强').getByText(company.as.li.login).first().waitFor()
  await row('李强').getByText('销售', { exact: false }).first().waitFor()
  await row('周新').getByText('未开通').first().waitFor()
  await row('周新').getByText('未分配').first().waitFor()

  await page.getByRole('button', { name: '管理 周新' }).click()
  const sheet = page.getByRole('dialog', { name: '周新' })
  await sheet.getByLabel('登录名').fill('zhouxin')
  await sheet.getByRole('button', { name: '生成', exact: true }).click()
  await sheet.getByRole('button', { name: '开通账号' }).click()
  await row('周新').getByText('zhouxin').first().waitFor()
  await sheet.getByRole('checkbox').last().check()
  await sheet.getByRole('button', { name: '保存角色' }).click()
  await page.getByText('角色已保存').waitFor()
  await page.keyboard.press('Escape')
  await sheet.waitFor({ state: 'hidden' })
  await expect.poll(() => row('周新').getByText('未分配').count()).toBe(0)
  await expect.poll(async () => (await company.as.chen.get(`/api/users/${id}/roles`)).roles).toHaveLength(1)
  await screenshot(page, 'settings-accounts-zh-1440')
  expect(pageErrors(page)).toEqual([])
})

test('of options that mean something to the program only the labels can be changed; an emptied one is the old again', async () => {
  const page = await at('chen', '/settings/options?field=stage.kind')
  const first = page.getByLabel('中文名称').first()
  await first.waitFor()
  const declared = await first.inputValue()
  await page.getByText('只能修改名称').waitFor()
  for (const name of ['添加选项', '停用', '上移', '下移'])
    expect(await page.getByRole('button', { name }).count()).toBe(0)
  await first.fill('推进中')
  await page.getByRole('button', { name: '保存' }).click()
  await page.getByText('选项已保存').waitFor()
  await screenshot(page, 'settings-options-fixed-zh-1440')
  await first.fill('')
  await page.getByRole('button', { name: '保存' }).click()
  await expect.poll(() => first.inputValue()).toBe(declared)
  const { options } = await company.as.chen.get('/api/options/stage/kind')
  expect(options[0]).toMatchObject({ id: 'open', labelZh: null })

  // The address of a field leads to the set that it shares with others.
  await page.goto('/settings/options?field=customer.level')
  await page.getByRole('button', { name: '停用' }).first().waitFor()
  await page.getByRole('button', { name: '添加选项' }).waitFor()
  expect(pageErrors(page)).toEqual([])
})

test('a salesperson finds no such pages', async () => {
  for (const path of ['company', 'accounts', 'fields', 'options']) {
    const page = await at('li', `/settings/${path}`)
    await page.getByRole('main').getByText('没有找到这个页面').waitFor()
  }
})
