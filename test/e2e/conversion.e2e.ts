import { expect, test } from 'vitest'
import { accessibilityFindings } from '#test/harness/axe.ts'
import { pageErrors, screenshot } from '#test/harness/browser.ts'
import { recordScreens } from './record-screens.ts'

// From a form on a web site to a lead, and from a lead to a customer, as people do it.
const { li, at, company } = recordScreens()

let made = 0
const lead = async (values: Record<string, unknown> = {}) => {
  made++
  const phone = `1370000${String(1000 + made)}`
  const whole = {
    name: `沈工${made}`,
    company: `海岳阀门${made}`,
    jobTitle: '设备科长',
    phones: [phone],
    industry: 'manufacturing',
  }
  return company().as.li.post('/api/leads', { ...whole, need: '改造两条产线', source: 'visit', ...values })
}

test('a salesperson converts a lead in one dialog, sees what became of it, and takes it back', async () => {
  const { id, company: name } = await lead()
  const page = await li(`/o/leads/${id}`)
  await page.getByRole('button', { name: '转化为客户' }).first().click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('客户名称').waitFor()
  expect(await dialog.getByLabel('客户名称').inputValue()).toBe(name)
  expect(await accessibilityFindings(page)).toEqual([])
  await screenshot(page, 'conversion-dialog-zh-1440')
  // What is wrong stands at its field, and nothing is lost.
  await dialog.getByLabel('客户名称').fill('')
  await dialog.getByRole('button', { name: '转化为客户' }).click()
  await dialog.locator('[data-field=name][data-invalid=true]').first().waitFor()
  await dialog.getByLabel('客户名称').fill(`${name}有限公司`)
  await dialog.getByRole('button', { name: '转化为客户' }).click()
  const card = page.getByRole('region', { name: '转化', exact: true })
  await card.getByRole('link', { name: `${name}有限公司` }).waitFor()
  await screenshot(page, 'conversion-done-zh-1440')
  expect(await accessibilityFindings(page)).toEqual([])
  await card.getByRole('button', { name: '撤销转化' }).click()
  await page.locator('.ant-popconfirm').getByRole('button', { name: '撤销转化' }).click()
  await expect.poll(async () => (await company().as.li.get(`/api/leads/${id}`)).state).toBe('new')
  await page.getByRole('button', { name: '转化为客户' }).first().waitFor()
  expect(pageErrors(page)).toEqual([])
})

test('on a phone and in English the dialog is a sheet, and an existing customer is taken by one click', async () => {
  const { as } = company()
  const known = await as.li.post('/api/customers', { name: 'Harbour Valves', emails: ['office@harbour.example'] })
  const { id } = await lead({ name: 'Ann', company: 'Harbour Valves East', emails: ['office@harbour.example'] })
  await as.wang.patch('/api/session', { locale: 'en' })
  const page = await at('wang', `/o/leads/${id}`, { width: 375, locale: 'en' })
  await page.getByRole('button', { name: 'Convert to customer' }).first().click()
  const dialog = page.getByRole('dialog')
  await dialog.getByText('Perhaps a customer whom we have').waitFor()
  await screenshot(page, 'conversion-sheet-en-375')
  await dialog.getByRole('button', { name: 'Choose' }).click()
  await dialog.getByText('Existing', { exact: true }).first().waitFor()
  expect(await accessibilityFindings(page)).toEqual([])
  await screenshot(page, 'conversion-existing-en-375')
  await dialog.getByRole('button', { name: 'Convert to customer' }).click()
  await expect.poll(async () => (await as.li.get(`/api/leads/${id}`)).convertedCustomer?.id).toBe(known.id)
  expect(pageErrors(page)).toEqual([])
})

test('marketing sets up a form; a visitor fills it in on his phone; what looks like spam is decided by hand', async () => {
  const { as, url } = company()
  const form = await as.chen.post('/api/forms', {
    name: '展会扫码',
    heading: '预约演示',
    intro: '留下联系方式，我们一个工作日内回复。',
    consent: '我同意贵司为联系我而使用以上信息。',
    origins: 'https://www.example.com',
  })
  const page = await at('chen', `/o/forms/${form.id}?tab=asks`)
  await page.getByText('询问的字段').first().waitFor()
  await page.getByRole('button', { name: '上移需求' }).click()
  await page.getByRole('button', { name: '保存', exact: true }).click()
  await expect
    .poll(async () =>
      (await as.chen.get(`/api/forms/${form.id}/fields`)).fields.map((one: { field: string }) => one.field),
    )
    .toEqual(['name', 'company', 'need', 'phones'])
  await screenshot(page, 'form-page-zh-1440')
  expect(await accessibilityFindings(page)).toEqual([])

  const { address } = await as.chen.get(`/api/forms/${form.id}/fields`)
  const visitor = await at('chen', `${url}${new URL(address).pathname}`, { width: 375, cookies: [] })
  await screenshot(visitor, 'public-form-zh-375')
  expect(await accessibilityFindings(visitor)).toEqual([])
  expect(await visitor.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true)
  await visitor.getByLabel('姓名').fill('许工')
  await visitor.getByLabel('电话').fill('12')
  await visitor.getByRole('button', { name: '提交' }).click()
  await visitor.getByText('请阅读并勾选同意后再提交。').waitFor()
  await visitor.getByRole('checkbox').check()
  await visitor.getByLabel('电话').fill('13912340001')
  await visitor.getByRole('button', { name: '提交' }).click()
  await visitor
    .getByText(/请看标出的地方|提交成功/)
    .first()
    .waitFor()
  await screenshot(visitor, 'public-form-sent-zh-375')

  await page.goto(`/o/forms/${form.id}?tab=submissions`)
  await page.getByText('许工').first().waitFor()
  await screenshot(page, 'form-submissions-zh-1440')
  // Whoever fills a form in so fast is looked at first.
  const take = page.getByRole('button', { name: '接受为线索' })
  await take.click()
  await page.getByText('已接受').first().waitFor()
  await expect.poll(async () => (await as.chen.get('/api/leads?limit=1')).records[0].name).toBe('许工')
  expect(pageErrors(page)).toEqual([])
})

test('the administrator says which field of a lead goes into which of a customer', async () => {
  const { chen } = company().as
  await chen.post('/api/layout/lead/fields', { type: 'number', labelZh: '产线数' })
  await chen.post('/api/layout/customer/fields', { type: 'number', labelZh: '产线数量' })
  const page = await at('chen', '/p/conversion')
  await page.getByRole('button', { name: '添加一行' }).click()
  await page.getByLabel('第 1 行的线索字段').fill('产线')
  await page.locator('.ant-select-item-option').filter({ hasText: '产线数' }).first().click()
  await page.getByLabel('第 1 行写入的字段').click()
  await page.locator('.ant-select-item-option').filter({ hasText: '客户 · 产线数量' }).first().click()
  await page.getByRole('button', { name: '保存', exact: true }).click()
  await expect.poll(async () => (await chen.get('/api/conversion-mapping')).mappings.length).toBe(1)
  await screenshot(page, 'conversion-mapping-zh-1440')
  expect(await accessibilityFindings(page)).toEqual([])
  expect(pageErrors(page)).toEqual([])
})
