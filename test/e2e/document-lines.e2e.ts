import type { Page } from 'playwright-core'
import { beforeAll, expect, test } from 'vitest'
import { accessibilityFindings } from '#test/harness/axe.ts'
import { openPage, type PageOptions, pageErrors, screenshot } from '#test/harness/browser.ts'
import { openTestCompany, type TestCompany } from '#test/harness/company.ts'

let company: TestCompany
let customer: { id: string }

beforeAll(async () => {
  company = await openTestCompany()
  const { chen, li } = company.as
  const rates = (await chen.get('/api/tax-rates?limit=100')).records as { id: string; name: string }[]
  const taxed = (name: string) => ({ id: rates.find(rate => rate.name === name)?.id })
  const goods = { taxRate: taxed('13%'), unit: '台', currency: 'CNY' }
  await chen.post('/api/products', {
    ...goods,
    name: '工业网关 A',
    code: 'GW-100',
    specification: '4G/双网口',
    listPrice: '1999.99',
  })
  await chen.post('/api/products', {
    name: '安装服务',
    code: 'SV-7',
    unit: '次',
    taxRate: taxed('6%'),
    listPrice: '333.33',
  })
  await chen.post('/api/products', { ...goods, name: '控制柜', code: '30021', listPrice: '10000' })
  await chen
    .post('/api/products', { ...goods, name: '停产机型', code: 'OLD-1', listPrice: '1' })
    .then(({ id }) => chen.post(`/api/products/${id}/takeOffSale`))
  customer = await li.post('/api/customers', { name: '华星科技', level: 'a' })
})

async function at(path: string, options: Partial<PageOptions> = {}): Promise<Page> {
  const { cookies } = company.as.li
  const page = await openPage({ width: 1440, locale: 'zh-CN', baseUrl: company.url, cookies, ...options })
  await page.goto(path)
  return page
}

const newQuote = (more: object = {}): string =>
  `/o/quotes/new?values=${encodeURIComponent(JSON.stringify({ name: '网关项目报价', customer: customer.id, ...more }))}`
const totals = (page: Page) => page.getByRole('group', { name: '合计' })
const cell = (page: Page, row: number, name: string) => page.getByLabel(`第 ${row} 行: ${name}`, { exact: true })

test('a quote is written by the keyboard alone, and its figures are those of the server', async () => {
  const page = await at(newQuote())
  await page.getByRole('button', { name: '添加一行' }).focus()
  const press = async (...keys: string[]) => {
    for (const key of keys) await page.keyboard.press(key)
  }
  // Enter may be faster than the search: it takes the first that is found.
  const choose = async (words: string, row: number) => {
    await page.keyboard.type(words)
    await press('Enter')
    await expect.poll(() => cell(page, row, '数量').evaluate(input => input === document.activeElement)).toBe(true)
  }
  await press('Enter')
  await choose('wangguan', 1)
  await page.keyboard.type('3')
  await press('Enter')
  await choose('SV-', 2)
  await page.keyboard.type('7')
  await press('Tab', 'Tab', 'Tab')
  await page.keyboard.type('5%')
  await press('Enter')
  await choose('30021', 3)
  await press('Alt+ArrowUp', 'Alt+ArrowUp')
  await expect.poll(() => cell(page, 1, '产品').inputValue()).toBe('控制柜')
  await press('Alt+ArrowDown', 'Alt+ArrowDown')
  await expect.poll(() => cell(page, 3, '单价').inputValue()).toBe('10,000')
  // A line too many goes by Ctrl+Backspace; the last cell leads to the discount on the whole.
  await press('Enter', 'Control+Backspace')
  await expect.poll(() => page.locator('[data-row]').count()).toBe(3)
  await totals(page).getByLabel('整单优惠').focus()
  await page.keyboard.type('200')
  await totals(page).getByText('¥18,016.61').waitFor()
  await totals(page).getByText('人民币壹万捌仟零壹拾陆元陆角壹分').waitFor()
  expect(await totals(page).innerText()).toMatch(/18,216\.61[^]*16,072\.03[^]*1,944\.58/)
  // Nothing half under the totals that stand still.
  await page.locator('[data-row="2"]').evaluate(row => row.scrollIntoView({ block: 'center' }))
  expect(await accessibilityFindings(page)).toEqual([])
  await screenshot(page, 'lines-zh-1440')
  await press('Control+Enter')
  await page.waitForURL(/quotes\/[0-9a-f-]{36}/)
  const { records } = await company.as.li.get('/api/quotes?fields=amount,tax')
  expect(records).toMatchObject([{ amount: '18016.61', tax: '1944.58' }])
  await page.goto(`${page.url()}?tab=lines`)
  await totals(page).getByText('¥18,016.61').waitFor()
  expect(await accessibilityFindings(page)).toEqual([])
  await screenshot(page, 'lines-page-zh-1440')
  await page
    .locator('[data-field="lines"]')
    .getByRole('button', { name: /报价明细/ })
    .click()
  await cell(page, 1, '数量').waitFor()
  await screenshot(page, 'lines-in-place-zh-1440')
  expect(pageErrors(page)).toEqual([])
})

test('a copied table becomes lines; what is wrong stands at its cell; on a phone lines are cards', async () => {
  const page = await at(newQuote({ priceIncludesTax: true }))
  await page.getByRole('button', { name: '添加一行' }).click()
  const copied = [
    '编码\t数量\t单价\t折扣',
    'gw-100\t2\t1,900\t',
    '控制柜\t1\t\t10%',
    '现场培训\t1\t',
    'OLD-1\t1\t',
  ].join('\n')
  await cell(page, 1, '产品').evaluate((input, text) => {
    const clipboardData = new DataTransfer()
    clipboardData.setData('text/plain', text)
    input.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }))
  }, copied)
  await page.getByText('已粘贴 4 行，其中 2 行没有匹配到产品').waitFor()
  expect(await cell(page, 1, '产品').inputValue()).toBe('工业网关 A')
  expect(await cell(page, 2, '折扣（%）').inputValue()).toBe('10')
  await totals(page).getByText('¥12,800.00').first().waitFor()
  await page.getByRole('button', { name: '保存', exact: true }).click()
  await cell(page, 3, '单价').and(page.locator('[aria-invalid="true"]')).waitFor()
  await screenshot(page, 'lines-wrong-zh-1440', { fullPage: true })

  await company.as.li.patch('/api/session', { locale: 'en' })
  const phone = await at(newQuote(), { width: 375, locale: 'en' })
  await phone.getByRole('button', { name: 'Add a line' }).tap()
  await phone.getByRole('combobox', { name: 'Line 1: Product' }).fill('GW')
  await phone.getByRole('option', { name: /工业网关/ }).tap()
  await phone.getByLabel('Line 1: Quantity').fill('4')
  await phone.getByRole('group', { name: 'Totals' }).getByText('¥7,999.96').first().waitFor()
  expect(await phone.evaluate(() => document.documentElement.scrollWidth)).toBe(375)
  expect(await accessibilityFindings(phone)).toEqual([])
  await screenshot(phone, 'lines-en-375', { fullPage: true })
  expect(pageErrors(phone)).toEqual([])
})

test('two hundred lines are written as fluently as two', async () => {
  const { li } = company.as
  await li.patch('/api/session', { locale: 'zh' })
  const lines = Array.from({ length: 200 }, (_, at) => ({ name: `第 ${at + 1} 项`, quantity: '2', unitPrice: '10.5' }))
  const { id } = await li.post('/api/quotes', { name: '大报价', customer, lines })
  const page = await at(`/o/quotes/${id}?tab=lines`)
  await page
    .locator('[data-field="lines"]')
    .getByRole('button', { name: /报价明细/ })
    .click()
  await cell(page, 200, '数量').focus()
  // A key draws its own line anew and no other: what else stands there is not touched.
  const drawn = await page.locator('[data-row]').evaluateAll(async rows => {
    const touched = new Set<string>()
    const observer = new MutationObserver(changes => {
      for (const { target } of changes) {
        const node = target instanceof Element ? target : target.parentElement
        touched.add(node?.closest<HTMLElement>('[data-row]')?.dataset.row ?? 'outside')
      }
    })
    for (const row of rows)
      observer.observe(row, { subtree: true, childList: true, characterData: true, attributes: true })
    const field = rows[199]?.querySelector<HTMLInputElement>('[data-column="quantity"] input')
    const write = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')?.set
    const start = performance.now()
    for (const text of ['3', '31', '312', '31', '3']) {
      write?.call(field, text)
      field?.dispatchEvent(new Event('input', { bubbles: true }))
      await new Promise(requestAnimationFrame)
    }
    observer.disconnect()
    return { touched: [...touched], each: (performance.now() - start) / 5 }
  })
  expect(drawn.touched).toEqual(['199'])
  expect(drawn.each).toBeLessThan(500)
  await totals(page).getByText('¥4,210.50').first().waitFor()
  expect(pageErrors(page)).toEqual([])
})

test('lines of an opportunity suggest its amount, which takes it by a click alone', async () => {
  const { li } = company.as
  const { id: deal } = await li.post('/api/opportunities', { name: '二期', customer, amount: '99' })
  const page = await at(`/o/opportunities/${deal}`)
  await page.getByRole('button', { name: /^编辑/ }).click()
  const sheet = page.getByRole('dialog')
  await sheet.getByRole('button', { name: '添加一行' }).click()
  await page.keyboard.type('GW')
  await page.keyboard.press('Enter')
  await totals(page).getByText('¥1,999.99').waitFor()
  expect(await sheet.locator('[data-field="amount"] input').inputValue()).toBe('99')
  await screenshot(page, 'lines-opportunity-zh-1440')
  await totals(page).getByRole('button', { name: /^填入/ }).click()
  await totals(page)
    .getByRole('button', { name: /^已填入/ })
    .waitFor()
  await page.keyboard.press('Control+Enter')
  await expect.poll(async () => (await li.get(`/api/opportunities/${deal}`)).amount).toBe('1999.99')
  expect(pageErrors(page)).toEqual([])
})

test('the administrator moves a branch of the catalogue, and closes a month', async () => {
  const { chen } = company.as
  const above = await chen.post('/api/product-categories', { name: '硬件' })
  const below = await chen.post('/api/product-categories', { name: '网关', parent: above })
  await chen.post('/api/products', { name: '边缘网关', category: below })
  const loose = await chen.post('/api/product-categories', { name: '配件' })
  const page = await at('/p/product-categories', { cookies: chen.cookies })
  const branch = (name: string) => page.getByRole('listitem', { name, exact: true })
  await branch('硬件').getByText('1 个产品').waitFor()
  await branch('配件').locator('[draggable]').dragTo(branch('网关，第 2 级'))
  await branch('配件，第 3 级').waitFor()
  expect(await chen.get(`/api/product-categories/${loose.id}`)).toMatchObject({ parent: { id: below.id } })
  expect(await accessibilityFindings(page)).toEqual([])
  await screenshot(page, 'categories-zh-1440')
  // By keyboard: its sheet.
  await page.getByRole('button', { name: '修改“配件”' }).press('Enter')
  await page.getByLabel('上级分类').press('Enter')
  await page.getByTitle('无（一级分类）').click()
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /保\s?存/ })
    .click()
  await branch('配件').waitFor()
  await page.getByRole('link', { name: '硬件' }).click()
  await page.getByText('边缘网关').waitFor()

  await page.goto('/p/closed-months')
  await page.getByRole('button', { name: '上一年' }).click()
  await page.getByRole('button', { name: /结账 \d+年3月/ }).click()
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /结\s?账/ })
    .click()
  await page.getByText('全部主体').waitFor()
  expect(await accessibilityFindings(page)).toEqual([])
  await screenshot(page, 'closed-months-zh-1440')
  const phone = await at('/p/closed-months', { cookies: chen.cookies, width: 375, dark: true })
  await phone.getByRole('button', { name: /结账/ }).first().waitFor()
  expect(await phone.evaluate(() => document.documentElement.scrollWidth)).toBe(375)
  await screenshot(phone, 'closed-months-zh-375')
  expect([...pageErrors(page), ...pageErrors(phone)]).toEqual([])
})
