import type { Page } from 'playwright-core'
import { beforeAll, expect, test } from 'vitest'
import { accessibilityFindings } from '#test/harness/axe.ts'
import { openPage, type PageOptions, pageErrors, screenshot } from '#test/harness/browser.ts'
import { openTestCompany, type TestCompany } from '#test/harness/company.ts'
import type { PersonName } from '#test/harness/people.ts'

let company: TestCompany

beforeAll(async () => {
  company = await openTestCompany()
})

async function at(person: PersonName, path: string, options: Partial<PageOptions> = {}): Promise<Page> {
  const { cookies } = company.as[person]
  const page = await openPage({ width: 1440, locale: 'zh-CN', baseUrl: company.url, cookies, ...options })
  await page.goto(path)
  return page
}

test('a salesperson quotes an opportunity and shares the link; the customer accepts on his phone', {
  timeout: 60_000,
}, async () => {
  const { li, chen } = company.as
  const customer = await li.post('/api/customers', { name: '华星科技有限公司' })
  const server = await chen.post('/api/products', {
    name: '边缘服务器',
    code: 'S-1',
    specification: '2U 64G',
    listPrice: '12800',
    unit: '台',
    cost: '9000',
  })
  const opportunity = await li.post('/api/opportunities', {
    name: '机房扩容',
    customer: customer.id,
    lines: [{ product: server.id, quantity: '3', discountRate: 5 }],
  })
  const desk = await at('li', `/o/opportunities/${opportunity.id}`)
  await desk.getByRole('button', { name: '按商机做报价' }).click()
  await desk.waitForURL(/\/o\/quotes\//)
  await desk.getByRole('heading', { name: '机房扩容' }).waitFor()
  await desk.getByRole('button', { name: '提交审批' }).click()
  const asked = desk.getByRole('dialog')
  if (await asked.isVisible()) await asked.getByRole('button', { name: '提交审批' }).click()
  const links = desk.getByRole('region', { name: '分享给客户' })
  await links.getByRole('button', { name: '生成链接' }).click()
  const sheet = desk.getByRole('dialog', { name: '分享给客户' })
  await sheet.getByRole('button', { name: '生成链接' }).click()
  const address = (await sheet.locator('code').textContent()) ?? ''
  await sheet.getByRole('img', { name: '链接的二维码' }).waitFor()
  await screenshot(desk, 'quote-share-zh-1440')
  expect(await accessibilityFindings(desk)).toEqual([])
  await sheet
    .getByRole('button', { name: 'Close' })
    .or(sheet.getByRole('button', { name: '关闭' }))
    .first()
    .click()

  const phone = await openPage({ width: 375, locale: 'zh-CN' })
  await phone.goto(address)
  await phone.getByRole('heading', { name: '机房扩容' }).waitFor()
  await phone.getByText('人民币叁万陆仟肆佰捌拾元整').waitFor()
  expect(await accessibilityFindings(phone)).toEqual([])
  await screenshot(phone, 'quote-offer-zh-375', { fullPage: true })
  await phone.getByRole('button', { name: '接受报价' }).click()
  await phone.getByText('请填写').first().waitFor()
  await phone.getByLabel('您的姓名').first().fill('周总')
  await phone.getByLabel('留言').first().fill('请尽快安排合同')
  await phone.getByRole('button', { name: '接受报价' }).click()
  await phone.getByText('周总 已于').waitFor()
  expect(await phone.evaluate(() => document.documentElement.scrollWidth)).toBe(375)

  await desk.reload()
  await desk.getByText('客户已接受').first().waitFor()
  await desk.getByText('请尽快安排合同').first().waitFor()
  await screenshot(desk, 'quote-accepted-zh-1440', { fullPage: true })
  expect(pageErrors(desk)).toEqual([])
})
