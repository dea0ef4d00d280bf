import type { Page } from 'playwright-core'
import { beforeAll, expect, test } from 'vitest'
import { accessibilityFindings } from '#test/harness/axe.ts'
import { type Body, type Books, inDays, openBooks } from '#test/harness/books.ts'
import { openPage, type PageOptions, pageErrors, screenshot } from '#test/harness/browser.ts'

let books: Books
let customer: Body

beforeAll(async () => {
  books = await openBooks()
  const { newCustomer, contractOf, received } = books
  customer = await newCustomer({ name: '华星科技有限公司' })
  await contractOf(customer, { name: '产线监测系统' })
  await received('6000.00', { payer: '华星科技有限公司', purpose: '首付款', bankReference: 'A-1001' })
  await received('12000.00', { payer: '上海瑞启供应链管理有限公司', purpose: '货款' })
})

async function at(who: 'li' | 'qian', path: string, options: Partial<PageOptions> = {}): Promise<Page> {
  const { company } = books
  const { cookies } = company.as[who]
  const page = await openPage({ width: 1440, locale: 'zh-CN', baseUrl: company.url, cookies, ...options })
  await page.goto(path)
  return page
}

test('li claims with one click and over several lines, finance confirms both, and the account shows what is in arrears', async () => {
  const page = await at('li', '/p/claiming')
  await page.getByRole('button', { name: /华星科技有限公司/ }).click()
  const beside = page.getByRole('region', { name: '核销到哪一期' })
  await beside.getByText('付款方同名').first().waitFor()
  expect(await accessibilityFindings(page)).toEqual([])
  await screenshot(page, 'claiming-zh-1440', { fullPage: true })
  await beside.getByRole('button', { name: /第 1 期 认领/ }).click()
  await page.getByText('已认领“华星科技有限公司”的到款，等待财务确认').waitFor()
  await page.getByRole('button', { name: /上海瑞启/ }).click()
  await beside.getByText('没有找到可能对应的回款计划', { exact: false }).waitFor()
  await beside.getByRole('searchbox', { name: '按客户、合同名称或编号查找' }).fill('产线监测')
  await beside.getByRole('checkbox', { name: /第 2 期/ }).check()
  await beside.getByRole('checkbox', { name: /第 3 期/ }).check()
  await beside.getByRole('textbox', { name: /第 3 期 的核销金额/ }).fill('1000')
  await beside.getByText(/核销 ¥11,809.97，余 ¥190.03 转预收/).waitFor()
  await beside.getByRole('button', { name: '核销所选 2 期' }).click()
  await page.getByText('没有待认领的到款').first().waitFor()

  const desk = await at('qian', '/o/receipts?view=toConfirm')
  await desk.getByText('上海瑞启供应链管理有限公司').first().waitFor()
  await screenshot(desk, 'receipts-to-confirm-zh-1440', { fullPage: true })
  const { finance, listed } = books
  const waiting = await listed('receipts', { field: 'state', op: 'in', value: ['claimed'] })
  await finance.post('/api/receipts/bulk', { ids: waiting.map(({ id }) => id), verb: 'confirm' })

  await desk.goto(`/p/account?view=${customer.id}`)
  await desk.getByText('欠款').first().waitFor()
  await desk.getByText('¥801.66').first().waitFor()
  await desk.getByText('预收', { exact: true }).first().waitFor()
  expect(await accessibilityFindings(desk)).toEqual([])
  await screenshot(desk, 'account-zh-1440', { fullPage: true })
  await desk.goto(`/p/account?view=${customer.id}&day=${inDays(-6)}`)
  await desk.getByText('¥16,214.95').first().waitFor()
  expect([...pageErrors(page), ...pageErrors(desk)]).toEqual([])
}, 60_000)

test('the same pages on a phone and in English, and what a customer owes beside his page', async () => {
  const { received } = books
  await received('500.00', { payer: '华星科技有限公司', purpose: '尾款' })
  const phone = await at('li', '/p/claiming', { width: 375 })
  await phone.getByRole('button', { name: /华星科技有限公司/ }).click()
  await phone.getByText('曾由此付款方付过').first().waitFor()
  expect(await accessibilityFindings(phone)).toEqual([])
  await screenshot(phone, 'claiming-zh-375', { fullPage: true })
  await phone.goto(`/p/account?view=${customer.id}`)
  await phone.getByText('未收明细').waitFor()
  await screenshot(phone, 'account-zh-375', { fullPage: true })
  await books.as.li.patch('/api/session', { locale: 'en' })
  const english = await at('li', `/p/account?view=${customer.id}`, { locale: 'en' })
  await english.getByText('Due and unpaid').first().waitFor()
  await screenshot(english, 'account-en-1440', { fullPage: true })
  await english.goto(`/o/customers/${customer.id}`)
  await english.getByText('See the account').waitFor()
  await screenshot(english, 'customer-account-panel-en-1440')
  expect([...pageErrors(phone), ...pageErrors(english)]).toEqual([])
}, 60_000)
