import { sql } from 'kysely'
import type { Page } from 'playwright-core'
import { beforeAll, expect, test } from 'vitest'
import { accessibilityFindings } from '#test/harness/axe.ts'
import { openPage, pageErrors, screenshot } from '#test/harness/browser.ts'
import { openTestCompany, type TestCompany } from '#test/harness/company.ts'
import type { PersonName } from '#test/harness/people.ts'

// A salesperson leaves, and a colleague goes on with what he had.
let company: TestCompany
beforeAll(async () => {
  company = await openTestCompany()
})

const at = async (
  who: PersonName,
  path: string,
  look: { width: 1440 | 375; locale: 'zh-CN' | 'en' },
): Promise<Page> => {
  await sql`update accounts set locale = ${look.locale === 'en' ? 'en' : 'zh'} where id in
    (select account_id from account_companies where company_id = ${company.id}::uuid and user_id = ${company.as[who].id}::uuid)`.execute(
    company.pools.control(),
  )
  const page = await openPage({ ...look, baseUrl: company.url, cookies: company.as[who].cookies })
  await page.goto(path)
  return page
}

const pick = async (page: Page, label: string | RegExp, name: string): Promise<void> => {
  const box = page.getByRole('combobox', { name: label }).first()
  await box.click()
  await box.fill(name)
  await page.locator('.ant-select-dropdown:visible .ant-select-item-option').filter({ hasText: name }).first().click()
}

test('a salesperson hands a customer to a colleague, sees what goes along, and takes it back by one click', async () => {
  const { li, zhao, chen } = company.as
  const customer = (await li.post('/api/customers', { name: '华星科技' })).id
  await li.post('/api/contacts', { name: '张总', customer })
  await li.post('/api/tasks', { title: '寄样品', customer })
  const page = await at('li', `/o/customers/${customer}`, { width: 1440, locale: 'zh-CN' })
  await page.getByRole('button', { name: '转移', exact: true }).click()
  const sheet = page.getByRole('dialog')
  await sheet.getByRole('checkbox', { name: /联系人\s*1/ }).waitFor()
  await pick(page, '新负责人', '赵敏')
  await sheet.getByText('只读', { exact: true }).click()
  await screenshot(page, 'handover-transfer')
  expect(await accessibilityFindings(page)).toEqual([])
  await sheet.getByRole('button', { name: /转移 1 条/ }).click()
  await expect.poll(async () => (await chen.get(`/api/customers/${customer}`)).owner.id).toBe(zhao.id)
  await page.getByRole('button', { name: '撤销' }).click()
  await expect.poll(async () => (await chen.get(`/api/customers/${customer}`)).owner.id).toBe(li.id)
  expect(pageErrors(page)).toEqual([])
})

const words = {
  'zh-CN': {
    leaver: '谁要离职',
    begin: '办理交接',
    title: '李强的离职交接',
    end: '结束交接',
    waits: /还有 \d+ 项没有交接/,
    all: '全部交给',
    divide: '把客户分给多人',
    ends: '不选则他离职时退出这些团队',
    run: '开始交接',
    nothingLeft: '没有任何未完结的内容指向他了。',
    done: '李强的交接已完成',
  },
  en: {
    leaver: 'Who leaves',
    begin: 'Hand over',
    title: 'Handover of 李强',
    end: 'Finish handover',
    waits: /things are not handed over yet/,
    all: 'Everything to',
    divide: 'Divide Customers among several',
    ends: 'Unless somebody is chosen, he leaves these teams with his account',
    run: 'Hand over',
    nothingLeft: 'Nothing open points at this person any more.',
    done: 'The handover of 李强 is finished',
  },
}

// A salesperson leaves → successor: the manager at a desk and on a phone, the successor on a phone, each in both languages.
test.each([
  { width: 1440, locale: 'zh-CN', successor: 'en' },
  { width: 375, locale: 'en', successor: 'zh-CN' },
  { width: 375, locale: 'zh-CN', successor: 'en' },
] as const)(
  'a salesperson leaves: at $width in $locale all that points at him is handed over; the successor finds it on a phone, in $successor',
  async look => {
    company = await openTestCompany()
    const { li, chen, wang, zhao } = company.as
    const t = words[look.locale]
    const one = await li.post('/api/customers', { name: '远洋机械', level: 'a', nextContactAt: '2026-11-25T02:00:00Z' })
    await li.post('/api/customers', { name: '长风物流', level: 'c' })
    await li.post('/api/activities', { customer: one.id, content: '他们在比三家的价' })
    await li.post('/api/tasks', { title: '报价' })
    const shared = await wang.post('/api/customers', { name: '一起跟的客户' })
    await wang.put(`/api/customers/${shared.id}/team/${li.id}`, { access: 'edit' })
    const desk = await at('chen', '/p/handovers', look)
    await pick(desk, t.leaver, '李强')
    await desk.getByRole('form', { name: t.begin }).getByRole('button', { name: t.begin }).click()
    await desk.getByRole('heading', { name: t.title }).waitFor()
    await desk.getByRole('button', { name: t.end }).click()
    await desk.getByText(t.waits).waitFor()
    await desk.getByText(t.ends).waitFor()
    await pick(desk, t.all, '赵敏')
    await desk.getByRole('button', { name: t.divide }).click()
    await screenshot(desk, `handover-plan-${look.locale}-${look.width}`, { fullPage: true })
    expect(await accessibilityFindings(desk)).toEqual([])
    expect(await desk.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true)
    const small = desk.locator('[data-kind="customer.owner"]').getByRole('combobox').last()
    await small.click()
    await small.fill('王芳')
    await desk
      .locator('.ant-select-dropdown:visible .ant-select-item-option')
      .filter({ hasText: '王芳' })
      .first()
      .click()
    await desk.getByRole('button', { name: t.run, exact: true }).click()
    await desk.getByText(t.nothingLeft).waitFor()
    await screenshot(desk, `handover-done-${look.locale}-${look.width}`, { fullPage: true })
    await desk.getByRole('button', { name: t.end }).click()
    await desk.getByText(t.done).waitFor()
    await expect.poll(async () => (await li.ask('GET', '/api/session')).status).toBe(401)
    expect((await chen.get(`/api/customers/${shared.id}/team`)).members).toEqual([])

    const phone = await at('zhao', '/p/received', { width: 375, locale: look.successor })
    await phone.getByRole('link', { name: '远洋机械' }).waitFor()
    await screenshot(phone, `handover-received-${look.successor}-375`, { fullPage: true })
    expect(await accessibilityFindings(phone)).toEqual([])
    await phone.getByRole('link', { name: '远洋机械' }).click()
    await phone.getByText('他们在比三家的价').first().waitFor()
    expect((await zhao.get(`/api/customers/${one.id}`)).owner.id).toBe(zhao.id)
    expect((await chen.get(`/api/users/${li.id}`)).state).toBe('left')
    expect([...pageErrors(desk), ...pageErrors(phone)]).toEqual([])
  },
)
