import type { Page } from 'playwright-core'
import { beforeAll, expect, test } from 'vitest'
import { accessibilityFindings } from '#test/harness/axe.ts'
import { openPage, type PageOptions, pageErrors, screenshot } from '#test/harness/browser.ts'
import { openTestCompany, setFieldRights, type TestCompany } from '#test/harness/company.ts'

// Who sees what, as people set it: teams, roles, rights on fields, looking as somebody else.

let company: TestCompany

beforeAll(async () => {
  company = await openTestCompany()
})

async function at(who: 'li' | 'chen' | 'zhao', path: string, options: Partial<PageOptions> = {}): Promise<Page> {
  const { cookies } = company.as[who]
  const page = await openPage({ width: 1440, locale: 'zh-CN', baseUrl: company.url, cookies, ...options })
  await page.goto(path)
  return page
}

const pick = async (page: Page, label: string, typed: string) => {
  const box = page.getByRole('combobox', { name: label })
  await box.click()
  await box.fill(typed)
  await page.locator('.ant-select-item-option').filter({ hasText: typed }).first().click()
}

test('a salesperson puts a colleague into the team of his customer; the colleague then sees it', async () => {
  const { id } = await company.as.li.post('/api/customers', { name: '团队协作公司' })
  await company.as.zhao.get(`/api/customers/${id}`, 404)
  const page = await at('li', `/o/customers/${id}`)
  const team = page.getByRole('region', { name: '团队' })
  await team.getByRole('button', { name: '添加成员' }).click()
  await pick(page, '成员', '赵敏')
  await page.getByText('可编辑').click()
  await page.getByRole('button', { name: /保.?存/ }).click()
  await team.getByText('赵敏').waitFor()
  await screenshot(page, 'access-team')
  expect(await accessibilityFindings(page)).toEqual([])
  await expect
    .poll(() => company.as.zhao.get(`/api/customers/${id}`))
    .toMatchObject({ can: expect.arrayContaining(['update']) })
  const phone = await at('zhao', `/o/customers/${id}`, { width: 375, locale: 'en' })
  await phone.getByText('团队协作公司').first().waitFor()
  await screenshot(phone, 'access-team-375-en')
  expect(await phone.getByRole('button', { name: /Add a member|添加成员/ }).count()).toBe(0)
  await team.getByRole('button', { name: '移出 赵敏' }).click()
  await team.getByText('只有负责人和有权限的同事').waitFor()
  await company.as.zhao.get(`/api/customers/${id}`, 404)
  expect(pageErrors(page)).toEqual([])
})

test('an administrator asks why somebody sees a record', async () => {
  const { id } = await company.as.li.post('/api/customers', { name: '为什么能看到公司' })
  const page = await at('chen', `/o/customers/${id}`)
  await page.getByRole('button', { name: '谁能看到' }).click()
  await pick(page, '同事', '王芳')
  await page.getByText('王芳 能看到这条记录').waitFor()
  await page.getByText('角色“销售经理”的查看范围是“本人及下属”，包括这条记录的负责人。').waitFor()
  await screenshot(page, 'access-why')
  expect(await accessibilityFindings(page)).toEqual([])
  await pick(page, '同事', '钱一')
  await page.getByText('钱一 看不到这条记录').waitFor()
})

test('an administrator copies a role, changes scope and a field, and saves it', async () => {
  const page = await at('chen', '/settings/roles')
  await page.getByRole('button', { name: /^销售 / }).click()
  await screenshot(page, 'access-roles')
  expect(await accessibilityFindings(page)).toEqual([])
  await page.getByRole('button', { name: /复.?制/ }).click()
  await page.getByRole('heading', { name: '销售（副本）' }).waitFor()
  await page.getByLabel('中文名称').fill('电话销售')
  await page.locator('.ant-collapse-header').filter({ hasText: '客户' }).first().click()
  const reads = page.getByRole('combobox', { name: '客户：查看', exact: true })
  await reads.click()
  await page.locator('.ant-select-item-option').filter({ hasText: '本部门及下级部门' }).first().click()
  await page.keyboard.press('Escape')
  const fields = page.getByRole('combobox', { name: '添加字段' })
  await fields.click()
  await fields.fill('客户 · 电话')
  await page.locator('.ant-select-item-option').filter({ hasText: '客户 · 电话' }).first().click()
  await page.locator('[data-field="customer.phones"]').getByText('脱敏').click()
  await screenshot(page, 'access-role-editor')
  await page.getByRole('button', { name: '保存角色' }).click()
  await page.getByRole('heading', { name: '电话销售' }).waitFor()
  const { roles } = await company.as.chen.get('/api/roles')
  expect(roles.find((role: { name: string }) => role.name === '电话销售')).toMatchObject({
    grants: { 'customer.read': 'departmentTree', 'customer.create': 'own' },
    fieldRights: { 'customer.phones': 'masked' },
  })
  expect(pageErrors(page)).toEqual([])
})

test('on a phone roles, fields and options open with the first of them, in both languages', async () => {
  const page = await at('chen', '/settings/roles', { width: 375 })
  await page.getByRole('button', { name: '保存角色' }).waitFor()
  await screenshot(page, 'settings-roles-zh-375')
  await page.goto('/settings/fields')
  await page.getByRole('button', { name: '添加字段' }).waitFor()
  await screenshot(page, 'settings-fields-zh-375')
  await company.as.chen.patch('/api/session', { locale: 'en' })
  const english = await at('chen', '/settings/options', { width: 375, locale: 'en' })
  await english.getByRole('button', { name: 'Add option' }).waitFor()
  await screenshot(english, 'settings-options-en-375')
  expect(await english.evaluate(() => document.documentElement.scrollWidth)).toBe(375)
  expect(await accessibilityFindings(english)).toEqual([])
  await company.as.chen.patch('/api/session', { locale: 'zh' })
  expect([...pageErrors(page), ...pageErrors(english)]).toEqual([])
})

test('masked values show their outline, and whoever has the right sees one in clear; a read-only field is no input', async () => {
  const { id } = await company.as.li.post('/api/customers', {
    name: '脱敏公司',
    phones: [{ raw: '13812345678' }],
    taxNo: '911101010101010',
  })
  await company.as.chen.put('/api/roles/salesperson', {
    ...(await roleInput('salesperson')),
    fieldRights: { 'customer.phones': 'masked', 'customer.taxNo': 'read' },
  })
  const page = await at('li', `/o/customers/${id}`)
  await page.getByText('138****5678').first().waitFor()
  expect(await page.content()).not.toContain('13812345678')
  expect(await page.getByRole('button', { name: '显示电话' }).count()).toBe(0)
  await page.getByRole('button', { name: '编辑', exact: true }).click()
  const form = page.getByRole('form', { name: /编辑客户|编辑/ })
  await form.locator('[data-unchangeable]').getByText('911101010101010').waitFor()
  expect(await form.locator('[data-field="taxNo"]').count()).toBe(0)
  await screenshot(page, 'access-read-only')
  const role = await roleInput('salesperson')
  await company.as.chen.put('/api/roles/salesperson', { ...role, grants: { ...role.grants, 'customer.unmask': 'own' } })
  const again = await at('li', `/o/customers/${id}`)
  await again.getByRole('button', { name: '显示电话' }).click()
  await again.getByText('138 1234 5678').or(again.getByText('13812345678')).first().waitFor()
  await again.getByText('本次查看已记入审计日志。').waitFor()
  await screenshot(again, 'access-unmasked')
  const list = await at('li', '/o/customers')
  await list.getByText('脱敏公司').first().waitFor()
  expect(await list.content()).not.toContain('13812345678')
  await setFieldRights(company, 'salesperson', {})
})

test('an administrator looks as a salesperson, changes nothing, and stops', async () => {
  const own = await openTestCompany()
  const { chen, li } = own.as
  await chen.post('/api/customers', { name: '管理员自己的客户' })
  await li.post('/api/customers', { name: '李强的客户' })
  const page = await openPage({ width: 1440, locale: 'zh-CN', baseUrl: own.url, cookies: chen.cookies })
  await page.goto('/settings/accounts')
  await page.getByRole('button', { name: '管理 李强' }).click()
  await page.getByRole('button', { name: '以此人身份查看' }).click()
  await page.getByText('您正在以 李强 的身份查看').waitFor()
  await page.goto('/o/customers')
  await page.getByText('李强的客户').first().waitFor()
  expect(await page.getByText('管理员自己的客户').count()).toBe(0)
  await screenshot(page, 'access-view-as')
  expect(await accessibilityFindings(page)).toEqual([])
  await page.getByRole('button', { name: '退出查看' }).click()
  await page.getByText('您正在以').waitFor({ state: 'detached' })
  await page.goto('/o/customers')
  await page.getByText('管理员自己的客户').first().waitFor()
})

async function roleInput(id: string) {
  const { roles } = await company.as.chen.get('/api/roles')
  const { names, grants, fieldRights } = roles.find((role: { id: string }) => role.id === id)
  return { name: names, grants, fieldRights }
}
