import type { Page } from 'playwright-core'
import { beforeAll, expect, test } from 'vitest'
import { forgetActors } from '#platform/access/load-actor.ts'
import { accessibilityFindings } from '#test/harness/axe.ts'
import { openPage, type PageOptions, pageErrors, screenshot } from '#test/harness/browser.ts'
import { openTestCompany, type TestCompany } from '#test/harness/company.ts'

let company: TestCompany
beforeAll(async () => {
  company = await openTestCompany()
  // Marketing.
  await company.as.chen.put(`/api/users/${company.as.qian.id}/roles`, { roles: ['marketing'] })
  forgetActors(company.db)
})

async function at(
  who: 'li' | 'chen' | 'qian' | 'wang',
  path: string,
  options: Partial<PageOptions> = {},
): Promise<Page> {
  const { cookies } = company.as[who]
  const page = await openPage({ width: 1440, locale: 'zh-CN', baseUrl: company.url, cookies, ...options })
  await page.goto(path)
  return page
}

const saving = (page: Page) => page.getByRole('button', { name: /^保\s?存/ })

test('an administrator makes rules, puts them in order by keyboard, and tries them on past leads', async () => {
  const { chen, li, zhao, qian } = company.as
  for (const [place, name] of ['宏远机电', '顺达能源', '华星科技'].entries())
    await qian.post('/api/leads', { name: '陆总', company: name, source: place === 0 ? 'advertisement' : 'visit' })
  await chen.post('/api/assignment-rules', { name: '所有线索', candidates: [{ user: li.id }, { user: zhao.id }] })
  const page = await at('chen', '/p/assignment-rules')
  await page.getByRole('button', { name: '新建分配规则' }).click()
  const form = page.getByRole('form', { name: /分配规则/ })
  await form.getByLabel('规则名称').fill('浙江的给赵敏')
  await form.getByLabel('地区', { exact: true }).fill('浙江、火星')
  await form
    .getByRole('button', { name: /添加|加一行/ })
    .first()
    .click()
  await form.getByRole('combobox', { name: /人员/ }).first().fill('赵敏')
  await page.locator('.ant-select-item-option', { hasText: '赵敏' }).first().click()
  await saving(page).first().click()
  await page.getByText('认不出“火星”').waitFor()
  await screenshot(page, 'assignment-rule-form-zh-1440')
  expect(await accessibilityFindings(page)).toEqual([])
  await form.getByLabel('地区', { exact: true }).fill('浙江')
  await saving(page).first().click()
  const second = page.getByRole('listitem', { name: '规则 2：浙江的给赵敏' })
  await second.waitFor()
  await second.getByRole('button', { name: /移动/ }).press('ArrowUp')
  await page.getByRole('listitem', { name: '规则 1：浙江的给赵敏' }).waitFor()
  await expect
    .poll(async () => (await chen.get('/api/assignment-rules?sort=place')).records[0].name)
    .toBe('浙江的给赵敏')
  await screenshot(page, 'assignment-rules-zh-1440')
  expect(await accessibilityFindings(page)).toEqual([])
  await page.getByRole('tab', { name: '试运行' }).click()
  await page.getByRole('button', { name: '试运行', exact: true }).click()
  await page.getByText('3 条线索会这样分').waitFor()
  await screenshot(page, 'assignment-trial-zh-1440', { fullPage: true })
  expect(await accessibilityFindings(page)).toEqual([])
  await page.getByRole('tab', { name: '候补与逾期' }).click()
  await page.getByLabel('提醒负责人').waitFor()
  await screenshot(page, 'assignment-settings-zh-1440', { fullPage: true })
  expect(await accessibilityFindings(page)).toEqual([])
  expect(pageErrors(page)).toEqual([])
})

test('marketing hands a lead over on a phone, and sees who got it and why; a superior sets leave', async () => {
  const { chen, li, wang, zhao, qian } = company.as
  await chen.post('/api/assignment-rules', { name: '轮流', candidates: [{ user: li.id }, { user: zhao.id }] })
  const { id } = await qian.post('/api/leads', { name: 'Lu', company: '远大', address: '浙江宁波' })
  await qian.patch('/api/session', { locale: 'en' })
  const page = await at('qian', `/o/leads/${id}`, { width: 375, locale: 'en' })
  await page.getByRole('button', { name: 'Hand over to sales' }).first().click()
  await screenshot(page, 'lead-hand-over-en-375')
  const form = page.getByRole('form', { name: 'Hand over to sales' })
  await form.getByRole('button', { name: 'Hand over to sales' }).click()
  await expect.poll(async () => (await chen.get(`/api/leads/${id}`)).state).toBe('handedOver')
  await page.getByRole('tab', { name: 'Facts' }).click()
  await page.getByRole('list', { name: 'From new to converted' }).first().waitFor()
  await page
    .getByText(/By the rule/)
    .first()
    .waitFor()
  await screenshot(page, 'lead-handed-en-375', { fullPage: true })
  expect(await accessibilityFindings(page)).toEqual([])
  const desk = await at('wang', `/o/users/${wang.id}`)
  await desk.getByText('休假期间，自动分配会跳过他').waitFor()
  await screenshot(desk, 'user-leave-zh-1440', { fullPage: true })
  expect(await accessibilityFindings(desk)).toEqual([])
  const lead = await at('chen', `/o/leads/${id}`, { dark: true })
  await lead.getByRole('list', { name: '从新线索到转化' }).first().waitFor()
  await lead.getByText(/看过的/).click()
  await screenshot(lead, 'lead-handed-zh-1440', { fullPage: true })
  expect(await accessibilityFindings(lead)).toEqual([])
  await chen.patch('/api/session', { locale: 'en' })
  const rules = await at('chen', '/p/assignment-rules', { width: 375, locale: 'en' })
  await rules.getByRole('listitem', { name: /Rule 1/ }).waitFor()
  await screenshot(rules, 'assignment-rules-en-375', { fullPage: true })
  expect(await accessibilityFindings(rules)).toEqual([])
  expect(pageErrors(page)).toEqual([])
})
