import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { sql } from 'kysely'
import type { Page } from 'playwright-core'
import { beforeAll, expect, onTestFinished, test } from 'vitest'
import { accessibilityFindings } from '#test/harness/axe.ts'
import { openPage, type PageOptions, pageErrors, screenshot } from '#test/harness/browser.ts'
import { strikeClock } from '#test/harness/clock.ts'
import { openTestCompany, type TestCompany } from '#test/harness/company.ts'

// What one is told stands at the bell, leads to its record and can be read away; each chooses where it goes.

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

test('the bell counts without a reload, its list leads to the task, and reading takes it off', async () => {
  const page = await at('li', '/')
  await page.getByRole('button', { name: '通知', exact: true }).waitFor()
  const { wang, li } = company.as
  for (const title of ['准备标书', '核对价格']) await wang.post('/api/tasks', { title, owner: { id: li.id } })
  await page.getByRole('button', { name: '通知，2 条未读' }).click({ timeout: 15_000 })
  const sheet = page.getByRole('dialog', { name: '通知' })
  await sheet.getByRole('link', { name: '王芳给您派了任务“准备标书”' }).waitFor()
  expect(await accessibilityFindings(page)).toEqual([])
  await screenshot(page, 'notices-bell-zh-1440')
  await sheet.getByRole('link', { name: '王芳给您派了任务“准备标书”' }).click()
  await page.getByRole('heading', { name: '准备标书' }).waitFor()
  await page.getByRole('button', { name: '通知，1 条未读' }).waitFor()

  await page.goto('/notices')
  await page.getByRole('button', { name: '标为未读：王芳给您派了任务“准备标书”' }).waitFor()
  await screenshot(page, 'notices-zh-1440')
  expect(await accessibilityFindings(page)).toEqual([])
  await page.getByRole('button', { name: '全部已读' }).click()
  await page.getByRole('button', { name: '通知', exact: true }).waitFor()
  await page.getByText('未读', { exact: true }).first().click()
  await page.getByText('没有未读的通知').waitFor()
  expect(pageErrors(page)).toEqual([])

  const phone = await at('li', '/notices', { width: 375 })
  await phone.getByRole('link', { name: '王芳给您派了任务“核对价格”' }).waitFor()
  expect(await phone.evaluate(() => document.documentElement.scrollWidth)).toBe(375)
  expect(await accessibilityFindings(phone)).toEqual([])
  await screenshot(phone, 'notices-zh-375')
})

test('at the time of the next contact the browser says so, and a click leads to the customer', async () => {
  const { li } = company.as
  const { id } = await li.post('/api/customers', { name: '浏览器提醒的客户' })
  const { cookies } = li
  const page = await openPage({ width: 1440, locale: 'zh-CN', baseUrl: company.url, cookies })
  await page.context().grantPermissions(['notifications'])
  // The browser shows it outside of the page: what it is asked to show is kept, and its click is given back.
  await page.addInitScript(() => {
    const shown: { text: string; target: EventTarget }[] = []
    class Shown extends EventTarget {
      static permission = 'granted'
      constructor(text: string) {
        super()
        shown.push({ text, target: this })
      }
      close() {}
    }
    Object.assign(window, { Notification: Shown, shown })
  })
  await page.goto('/')
  await page.getByRole('button', { name: /^通知/ }).waitFor()
  await sql`update customers set created_at = now() - interval '2 days', next_contact_at = now() - interval '1 minute'
    where id = ${id}::uuid`.execute(company.db)
  await strikeClock(company)
  const shown = () =>
    page.evaluate(() =>
      (window as unknown as { shown: { text: string; target: EventTarget }[] }).shown.map(({ text }) => text),
    )
  await expect.poll(shown, { timeout: 12_000 }).toEqual(['该联系客户“浏览器提醒的客户”了'])
  await page.evaluate(() =>
    (window as unknown as { shown: { target: EventTarget }[] }).shown[0]?.target.dispatchEvent(new Event('click')),
  )
  await page.getByRole('heading', { name: '浏览器提醒的客户' }).waitFor()
  expect(pageErrors(page)).toEqual([])
})

test('each chooses where a kind goes, and it stays so', async () => {
  const page = await at('li', '/settings/me')
  const mail = page.getByRole('checkbox', { name: '任务分给我 邮件' })
  await mail.check()
  await expect
    .poll(
      async () =>
        (await company.as.li.get('/api/notice-ways')).kinds.find(
          (one: { kind: string }) => one.kind === 'task.assigned',
        ).byMail,
    )
    .toBe(true)
  await page.reload()
  await mail.waitFor()
  expect(await mail.isChecked()).toBe(true)
  await mail.scrollIntoViewIfNeeded()
  await screenshot(page, 'notice-ways-zh-1440')
  expect(await accessibilityFindings(page)).toEqual([])
  expect(pageErrors(page)).toEqual([])
})

test('the administrator adds a group robot and tests it; an address elsewhere is refused at its field', async () => {
  const seen: string[] = []
  const group = createServer((request, response) => {
    seen.push(request.url ?? '')
    request.resume()
    request.on('end', () => response.end(JSON.stringify({ errcode: 0 })))
  })
  await new Promise<void>(listening => group.listen(0, '127.0.0.1', listening))
  onTestFinished(() => void group.close())
  const page = await at('chen', '/settings/robots')
  await page.getByText('还没有群机器人').waitFor()
  await page.getByRole('button', { name: '添加机器人' }).click()
  const sheet = page.getByRole('dialog', { name: '添加机器人' })
  await sheet.getByLabel('名称', { exact: true }).fill('华东销售群')
  await sheet.getByLabel('Webhook 地址').fill('https://example.com/hook')
  await sheet.getByRole('checkbox', { name: '任务到期' }).check()
  await sheet.getByRole('button', { name: '保存' }).click()
  await sheet.getByText('这个地址不能用', { exact: false }).waitFor()
  expect(await accessibilityFindings(page)).toEqual([])
  await screenshot(page, 'robots-form-zh-1440')
  await sheet
    .getByLabel('Webhook 地址')
    .fill(`http://127.0.0.1:${(group.address() as AddressInfo).port}/cgi-bin/webhook/send?key=1`)
  await sheet.getByRole('button', { name: '保存' }).click()
  await page.getByText('机器人已保存').waitFor()
  await page.getByRole('button', { name: '测试 华东销售群' }).click()
  await page.getByText('测试消息已发出', { exact: false }).waitFor()
  expect(seen).toEqual(['/cgi-bin/webhook/send?key=1'])
  expect(await accessibilityFindings(page)).toEqual([])
  await screenshot(page, 'robots-zh-1440')
  expect(pageErrors(page)).toEqual([])
})
