import type { Page } from 'playwright-core'
import { beforeAll, expect, test } from 'vitest'
import { accessibilityFindings } from '#test/harness/axe.ts'
import { openPage, type PageOptions, pageErrors, screenshot } from '#test/harness/browser.ts'
import { openTestCompany, type TestCompany } from '#test/harness/company.ts'

let company: TestCompany
let pipeline: { id: string; stages: { id: string; name: string }[] }

beforeAll(async () => {
  company = await openTestCompany()
  const { chen } = company.as
  const [first] = (await chen.get('/api/pipelines?sort=createdAt')).records
  pipeline = await chen.get(`/api/pipelines/${first.id}`)
})

async function at(who: 'li' | 'chen', path: string, options: Partial<PageOptions> = {}): Promise<Page> {
  const { cookies } = company.as[who]
  const page = await openPage({ width: 1440, locale: 'zh-CN', baseUrl: company.url, cookies, ...options })
  await page.goto(path)
  return page
}

const stage = (name: string): string => pipeline.stages.find(one => one.name === name)?.id ?? ''
const now = (path: string) => company.as.chen.get(path)

test('the administrator takes a stage out of a pipeline in use; old opportunities go on, and are moved over with one click', async () => {
  const { li } = company.as
  const customer = await li.post('/api/customers', { name: '华星科技' })
  const old = await li.post('/api/opportunities', { name: '旧商机', customer: customer.id, amount: '1000' })
  await li.post(`/api/opportunities/${old.id}/move`, { stage: stage('提案') })
  const page = await at('chen', '/settings')
  await page
    .getByRole('main')
    .getByRole('link', { name: /销售流程/ })
    .click()
  await page.getByRole('button', { name: /七阶段漏斗/ }).click()
  await page.getByRole('button', { name: '“提案”的指引' }).click()
  await page.getByLabel('操作步骤').waitFor()
  expect(await accessibilityFindings(page)).toEqual([])
  await screenshot(page, 'pipelines-zh-1440', { fullPage: true })

  // A new name and other words are no new version.
  const third = page.getByRole('listitem', { name: '阶段 3' })
  await third.getByLabel('阶段名称').fill('商务谈判')
  expect(await page.getByText('保存后成为第 2 版').count()).toBe(0)
  await page.getByRole('button', { name: '去掉“提案”' }).click()
  await page.getByText('保存后成为第 2 版').waitFor()
  await page.getByRole('button', { name: '添加阶段' }).click()
  const added = page.getByRole('listitem', { name: '阶段 7' })
  await added.getByLabel('阶段名称').fill('试用')
  for (let place = 7; place > 2; place--) await page.getByRole('button', { name: '上移“试用”' }).click()
  await page.getByRole('button', { name: /^保\s?存$/ }).click()
  await page.getByText('已保存为第 2 版').waitFor()
  await expect.poll(() => now(`/api/pipelines/${pipeline.id}`)).toMatchObject({ currentVersion: 2 })
  const { stages } = await now(`/api/pipelines/${pipeline.id}`)
  expect(stages.slice(0, 3).map((one: { name: string }) => one.name)).toEqual(['达成联系', '试用', '商务谈判'])

  await page.getByRole('heading', { name: '旧版流程上的商机' }).waitFor()
  const go = page.getByRole('button', { name: '全部转到新版' })
  expect(await go.isDisabled()).toBe(true)
  await page.getByRole('combobox', { name: '“提案”转到新版的阶段' }).click()
  await page.getByTitle('试用', { exact: true }).click()
  expect(await accessibilityFindings(page)).toEqual([])
  await screenshot(page, 'pipelines-move-over-zh-1440', { fullPage: true })
  await go.click()
  await page.getByText('已转到新版：1').waitFor()
  await expect
    .poll(() => now(`/api/opportunities/${old.id}`))
    .toMatchObject({ pipelineVersion: 2, stage: { title: '试用' } })
  await page.getByRole('button', { name: /撤\s?销/ }).click()
  await expect
    .poll(() => now(`/api/opportunities/${old.id}`))
    .toMatchObject({ pipelineVersion: 1, stage: { title: '提案' } })
  expect(pageErrors(page)).toEqual([])

  // The salesperson sees how the stage is done, and moves his own over from its page.
  const own = await at('li', `/o/opportunities/${old.id}`)
  await own.getByText('提交方案和报价，并附资料。').waitFor()
  await own.getByText('按流程第 1 版走，最新是第 2 版').waitFor()
  expect(await accessibilityFindings(own)).toEqual([])
  await screenshot(own, 'opportunity-former-zh-1440', { fullPage: true })
  await own.getByRole('button', { name: '转到新版流程' }).click()
  const sheet = own.getByRole('dialog', { name: '转到新版流程' })
  await sheet.getByRole('combobox').click()
  await own.getByTitle('试用', { exact: true }).click()
  await sheet.getByRole('button', { name: '转到新版流程' }).click()
  await expect.poll(() => now(`/api/opportunities/${old.id}`)).toMatchObject({ pipelineVersion: 2 })
  await own.getByText('按流程第 1 版走').waitFor({ state: 'detached' })
  expect(pageErrors(own)).toEqual([])
})

test('on a phone, in English, a new pipeline is offered to a department, and what is missing is said', async () => {
  await company.as.chen.patch('/api/session', { locale: 'en' })
  const page = await at('chen', '/p/pipelines', { width: 375, locale: 'en' })
  await page.getByRole('button', { name: 'New pipeline' }).click()
  await page.getByLabel('Name', { exact: true }).first().fill('Channel')
  await page.getByRole('button', { name: 'Take “Lost” away' }).click()
  await page.getByRole('listitem', { name: 'Stage 1' }).getByLabel('Name').fill('Contact')
  const save = page.getByRole('button', { name: 'Save' })
  await save.click()
  await page.getByText('A pipeline needs at least one stage each').waitFor()
  expect(await accessibilityFindings(page)).toEqual([])
  await screenshot(page, 'pipelines-en-375', { fullPage: true })
  await page.getByRole('button', { name: 'Add a stage' }).click()
  const last = page.getByRole('listitem', { name: 'Stage 3' })
  await last.getByLabel('Name').fill('Gone')
  await last.getByRole('combobox', { name: 'Kind' }).click()
  await page.getByTitle('Lost', { exact: true }).click()
  await page.getByRole('combobox', { name: 'Offered first to' }).click()
  await page.getByTitle(Object.keys(company.departments)[0] ?? '', { exact: true }).click()
  await page.keyboard.press('Escape')
  await save.click()
  await expect
    .poll(async () => (await now('/api/pipelines')).records.map((one: { name: string }) => one.name))
    .toContain('Channel')
  const made = (await now('/api/pipelines')).records.find((one: { name: string }) => one.name === 'Channel')
  await expect.poll(() => now(`/api/pipelines/${made.id}`)).toMatchObject({ currentVersion: 1, departments: [{}] })
  expect(await page.evaluate(() => document.documentElement.scrollWidth > document.documentElement.clientWidth)).toBe(
    false,
  )
  await company.as.chen.patch('/api/session', { locale: 'zh' })
  expect(pageErrors(page)).toEqual([])
})
