import type { Page } from 'playwright-core'
import { beforeAll, expect, test } from 'vitest'
import { openPage, type PageOptions, pageErrors, screenshot } from '#test/harness/browser.ts'
import { openTestCompany, type TestCompany } from '#test/harness/company.ts'

// What a colleague changes shows without a reload, and takes nothing out of one's hands.

let company: TestCompany

beforeAll(async () => {
  company = await openTestCompany()
})

async function at(who: 'li' | 'wang', path: string, options: Partial<PageOptions> = {}): Promise<Page> {
  const { cookies } = company.as[who]
  const page = await openPage({ width: 1440, locale: 'zh-CN', baseUrl: company.url, cookies, ...options })
  const connected = page.waitForResponse(response => response.url().endsWith('/api/live'))
  await page.goto(path)
  await connected
  return page
}

test('a list changes a cell in its place and only counts what would move its rows', async () => {
  const { li, wang } = company.as
  const customer = await li.post('/api/customers', { name: '原来的名字' })
  const page = await at('li', '/o/customers?view=all')
  await page.getByRole('link', { name: '原来的名字' }).waitFor()
  await wang.patch(`/api/customers/${customer.id}`, { name: '新的名字' })
  await page.getByRole('link', { name: '新的名字' }).waitFor()
  expect(await page.getByRole('button', { name: /条更新/ }).count()).toBe(0)
  for (const name of ['同事加的一', '同事加的二']) await wang.post('/api/customers', { name, owner: { id: li.id } })
  const updates = page.getByRole('button', { name: '2 条更新' })
  await updates.waitFor()
  expect(await page.getByRole('link', { name: '同事加的一' }).count()).toBe(0)
  await screenshot(page, 'live-list-zh-1440')
  await updates.click()
  await page.getByRole('link', { name: '同事加的一' }).waitFor()
  await updates.waitFor({ state: 'detached' })
  expect(pageErrors(page)).toEqual([])
})

test('a page takes over what a colleague changes while the words that one types stay; the workbench follows, too', async () => {
  const { li, wang } = company.as
  const customer = await li.post('/api/customers', { name: '正在看的客户' })
  const page = await at('li', `/o/customers/${customer.id}`)
  const composer = page.getByRole('textbox', { name: '写跟进' })
  await composer.fill('刚打过电话，还没写完')
  await wang.patch(`/api/customers/${customer.id}`, { remark: '王芳补充的备注' })
  await page.getByText('王芳补充的备注').first().waitFor()
  expect(await composer.inputValue()).toBe('刚打过电话，还没写完')
  await page.close()

  const bench = await at('li', '/')
  await bench.getByRole('heading', { name: '今天和逾期' }).waitFor()
  const today = new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10)
  await wang.post('/api/tasks', { title: '现在派的任务', dueOn: today, owner: { id: li.id } })
  await bench.getByRole('link', { name: '现在派的任务' }).waitFor()
  await bench.getByRole('button', { name: /通知，\d+ 条未读/ }).waitFor()
  expect(pageErrors(bench)).toEqual([])
})

test('several tabs of one browser share a connection, and another takes over when the first closes', async () => {
  const { li, wang } = company.as
  const customer = await li.post('/api/customers', { name: '两个页签' })
  const first = await at('li', `/o/customers/${customer.id}`)
  const second = await first.context().newPage()
  let connections = 0
  second.on('request', request => {
    if (request.url().endsWith('/api/live')) connections += 1
  })
  await second.goto(`${company.url}/o/customers/${customer.id}`)
  await second.getByRole('heading', { name: '两个页签' }).waitFor()
  await wang.patch(`/api/customers/${customer.id}`, { name: '两个页签都看到' })
  for (const page of [first, second]) await page.getByRole('heading', { name: '两个页签都看到' }).waitFor()
  expect(connections).toBe(0)
  await first.close()
  await expect.poll(() => connections).toBe(1)
  await wang.patch(`/api/customers/${customer.id}`, { name: '剩下的页签' })
  await second.getByRole('heading', { name: '剩下的页签' }).waitFor()
})
