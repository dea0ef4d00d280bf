import { sql } from 'kysely'
import type { Page } from 'playwright-core'
import { beforeAll, expect, test } from 'vitest'
import { dayAt } from '#platform/fields/index.ts'
import { addDays, addMonths } from '#platform/query/calendar-days.ts'
import { accessibilityFindings } from '#test/harness/axe.ts'
import { openPage, type PageOptions, pageErrors, screenshot } from '#test/harness/browser.ts'
import { openTestCompany, type TestCompany } from '#test/harness/company.ts'

// A salesperson looks at what a stage asks for, his manager at the forecast, at what has changed in it, and at the funnel; each number opens its rows.

let company: TestCompany
let opportunity: { id: string }
const today = dayAt(new Date(), 'Asia/Shanghai')
const next = addMonths(`${today.slice(0, 8)}01`, 1)

beforeAll(async () => {
  company = await openTestCompany()
  const { chen, li, wang, zhao } = company.as
  const [pipeline] = (await chen.get('/api/pipelines?sort=createdAt')).records
  const { stages } = await chen.get(`/api/pipelines/${pipeline.id}`)
  const named = (name: string) => stages.find((one: { name: string }) => one.name === name).id
  await chen.patch(`/api/pipelines/${pipeline.id}`, {
    stages: stages.map((one: { name: string }) => ({
      ...one,
      ...(one.name === '提案' ? { needs: 'customer,need,budget', responsible: wang.id } : {}),
    })),
  })
  await chen.post('/api/opportunity-rules', {
    name: '大单支持',
    deed: 'members',
    fromAmount: '500000',
    members: [{ duty: 'presales', user: zhao.id }],
  })
  const customer = (
    await li.post('/api/customers', { name: '华星科技', industry: 'manufacturing', address: '浙江省杭州市' })
  ).id
  const rival = (await li.post('/api/competitors', { name: '博控自动化', positioning: '高端' })).id
  const make = (name: string, values: Record<string, unknown> = {}) =>
    li.post('/api/opportunities', {
      name,
      customer,
      need: '看板',
      budget: '500000',
      expectedCloseOn: addDays(next, 9),
      ...values,
    })
  opportunity = await make('机房改造', { amount: '600000', forecastCategory: 'commit', need: null, budget: null })
  const rising = await make('产线看板', { amount: '120000', forecastCategory: 'bestCase' })
  const lost = await make('能耗平台', { amount: '80000', competitors: [{ competitor: rival }] })
  const won = await make('备件框架', { amount: '50000', competitors: [{ competitor: rival }] })
  await make('海外改造', { amount: '9000', currency: 'USD' })
  await sql`insert into forecast_days (taken_on, taken_at) values (${addDays(today, -7)}::date, now() - interval '7 days')`.execute(
    company.db,
  )
  await sql`insert into forecast_snapshots (taken_on, opportunity_id, owner_id, stage_id, category, expected_close_on, currency, amount, probability)
    select ${addDays(today, -7)}::date, id, owner_id, stage_id, forecast_category, expected_close_on, currency, amount, probability
    from opportunities where id <> ${opportunity.id}::uuid`.execute(company.db)
  await li.patch(`/api/opportunities/${rising.id}`, { amount: '150000' })
  await li.post(`/api/opportunities/${rising.id}/move`, { stage: named('提案') })
  await li.post(`/api/opportunities/${lost.id}/lose`, { reason: 'competitor', lostTo: rival })
  await li.post(`/api/opportunities/${won.id}/win`, {})
})

const open = (who: 'li' | 'wang', options: Partial<PageOptions> = {}): Promise<Page> =>
  openPage({ width: 1440, locale: 'zh-CN', baseUrl: company.url, cookies: company.as[who].cookies, ...options })

test('a manager reads the forecast, sees what has changed since that day, and opens the rows behind a number', async () => {
  const page = await open('wang')
  await page.goto('/p/forecast')
  const table = page.getByRole('region', { name: 'CNY 预测' })
  await table.waitFor()
  const cell = table.getByRole('row', { name: /有把握/ }).getByRole('link')
  expect(await cell.textContent()).toBe('¥60万')
  const changes = page.getByRole('region', { name: '有什么变化' })
  const line = (name: string) => changes.getByRole('row', { name: new RegExp(`^${name}`) }).first()
  expect(await line('当时的预测').textContent()).toContain('¥250,000.00')
  expect(await line('新增').textContent()).toContain('+ ¥600,000.00')
  expect(await line('金额调高').textContent()).toContain('+ ¥30,000.00')
  expect(await line('赢单').textContent()).toContain('− ¥50,000.00')
  expect(await line('输单或无效').textContent()).toContain('− ¥80,000.00')
  expect(await line('现在的预测').textContent()).toContain('¥750,000.00')
  expect(await accessibilityFindings(page)).toEqual([])
  await screenshot(page, 'forecast-1440-zh')
  await line('输单或无效').getByRole('link').click()
  await page.getByRole('gridcell', { name: '能耗平台', exact: true }).waitFor()
  expect(await page.getByRole('row').count()).toBe(2)
  await page.goto('/p/funnel')
  const stage = page.getByRole('row', { name: /^达成联系/ })
  await stage.waitFor()
  expect(await stage.locator('td').allTextContents()).toEqual(['5', '2', '2', '1', '0', '40.0%', '20.0%'])
  const rival = page.getByRole('row', { name: /^博控自动化/ })
  await rival.waitFor()
  expect(await rival.locator('td').allTextContents()).toEqual(['1', '1', '0', '0', '50.0%'])
  expect(await accessibilityFindings(page)).toEqual([])
  await screenshot(page, 'funnel-1440-zh')
  expect(pageErrors(page)).toEqual([])
})

test('a salesperson sees on the opportunity what the next stage asks for, who answers for it, and why somebody joined', async () => {
  const page = await open('li')
  await page.goto(`/o/opportunities/${opportunity.id}`)
  const needs = page.getByRole('region', { name: '进入“提案”前要填写' })
  await needs.waitFor()
  expect(await needs.getByRole('listitem').allTextContents()).toEqual([' 客户已填', ' 客户需求未填', ' 客户预算未填'])
  await page.getByText(`按规则「大单支持」加入：售前 ${company.as.zhao.name}`).waitFor()
  expect(await accessibilityFindings(page)).toEqual([])
  await screenshot(page, 'opportunity-1440-zh', { fullPage: true })
  await company.as.li.patch('/api/session', { locale: 'en' })
  const phone = await open('li', { width: 375, locale: 'en' })
  await phone.goto('/p/forecast')
  await phone.getByRole('region', { name: 'Forecast in CNY' }).waitFor()
  await screenshot(phone, 'forecast-375-en', { fullPage: true })
  await phone.goto('/p/funnel')
  await phone.getByRole('row', { name: /^达成联系/ }).waitFor()
  await screenshot(phone, 'funnel-375-en', { fullPage: true })
  expect([...pageErrors(page), ...pageErrors(phone)]).toEqual([])
})
