import { expect, test } from 'vitest'
import { accessibilityFindings } from '#test/harness/axe.ts'
import { pageErrors, screenshot } from '#test/harness/browser.ts'
import { choose, idIn, recordScreens } from './record-screens.ts'

// Kinds of fields as people fill them and see them.
const { li, at, customer, customerNow, company } = recordScreens()

test('an address is found by pinyin, shown in one line, and changed where it stands', async () => {
  const page = await li('/o/customers/new')
  await page.getByLabel('客户名称').fill('拼音找地址')
  const region = page.getByLabel('地址: 省 / 市 / 区')
  await region.click()
  await region.fill('nanshan')
  await page.locator('.ant-cascader-menu-item').filter({ hasText: '深圳市' }).first().click()
  await page.getByLabel('地址: 街道、门牌号').fill('科技园1号')
  await screenshot(page, 'address-form-zh-1440')
  await page.keyboard.press('Control+Enter')
  await page.waitForURL(/\/o\/customers\/[0-9a-f-]{36}$/)
  await page.getByText('广东省深圳市南山区科技园1号').first().waitFor()
  const id = idIn(page)
  await expect
    .poll(() => customerNow(id))
    .toMatchObject({
      address: { country: 'CN', code: '440305', city: '深圳市', district: '南山区', street: '科技园1号' },
    })

  await page.getByRole('button', { name: '修改地址' }).press('Enter')
  const field = page.locator('[data-field=address]')
  await field.getByLabel('地址: 街道、门牌号').fill('科技园2号')
  await field.getByRole('button', { name: '保存地址' }).click()
  await expect.poll(async () => (await customerNow(id)).address).toMatchObject({ street: '科技园2号', code: '440305' })
  expect(await accessibilityFindings(page)).toEqual([])
  expect(pageErrors(page)).toEqual([])
})

test('customers are filtered by province, and the filter says so in words', async () => {
  const { name: inside } = await customer({ address: '广东省广州市天河区天河路1号' })
  const { name: outside } = await customer({ address: '浙江省杭州市西湖区文三路1号' })
  const filter = encodeURIComponent(
    JSON.stringify({ field: 'address', op: 'within', value: [{ id: '440000', title: '广东省' }] }),
  )
  const page = await li(`/o/customers?filter=${filter}`)
  await page.getByText(inside, { exact: true }).first().waitFor()
  await page.getByText('地址 位于 广东省').first().waitFor()
  expect(await page.getByText(outside, { exact: true }).count()).toBe(0)
})

test('a web address opens in a window that knows nothing of ours; a script is refused', async () => {
  const { id } = await customer({ website: 'www.example.com/a' })
  const page = await li(`/o/customers/${id}`)
  const link = page.getByRole('link', { name: 'example.com/a' })
  expect(await link.getAttribute('href')).toBe('https://www.example.com/a')
  expect(await link.getAttribute('rel')).toContain('noopener')
  expect(await link.getAttribute('target')).toBe('_blank')
  await page.getByRole('button', { name: '修改网址' }).press('Enter')
  const field = page.locator('[data-field=website]')
  await field.getByRole('textbox').fill('javascript:alert(1)')
  await page.keyboard.press('Enter')
  await field.getByText('不是网址').waitFor()
  await expect.poll(async () => (await customerNow(id)).website).toBe('https://www.example.com/a')
})

test('a tag is made while typing by whoever may, and borne by the record', async () => {
  const { id } = await company().as.chen.post('/api/customers', { name: '要打标签的客户' })
  const page = await at('chen', `/o/customers/${id}`)
  await page.getByRole('button', { name: '修改标签' }).press('Enter')
  const field = page.locator('[data-field=tags]')
  await field.getByRole('combobox').fill('展会认识')
  await page.getByText('新建标签“展会认识”').click()
  await field.getByText('展会认识').first().waitFor()
  await field.getByRole('button', { name: '保存标签' }).click()
  const now = () => company().as.chen.get(`/api/customers/${id}`)
  await expect.poll(async () => (await now()).tags).toMatchObject([{ title: '展会认识' }])
  await screenshot(page, 'tags-zh-1440')
  expect(pageErrors(page)).toEqual([])
})

test('an address on a phone and in English', async () => {
  const { id } = await customer({ address: { country: 'DE', street: 'Berlin, Unter den Linden 1' } })
  const phone = await li(`/o/customers/${id}/?tab=facts`, { width: 375 })
  await phone.getByText('德国，Berlin, Unter den Linden 1').first().waitFor()
  await phone.goto('/o/customers/new')
  const region = phone.getByLabel('地址: 省 / 市 / 区')
  await region.scrollIntoViewIfNeeded()
  await region.click()
  await phone.getByText('广东省').first().click()
  await phone.getByText('深圳市').first().click()
  await screenshot(phone, 'address-zh-375')
  expect(await phone.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(375)
  await company().as.wang.patch('/api/session', { locale: 'en' })
  const english = await at('wang', `/o/customers/${id}`, { locale: 'en' })
  await english.getByText('Germany, Berlin, Unter den Linden 1').first().waitFor()
  await screenshot(english, 'address-en-1440')
})

test('a rich text and a file in fields of the company’s own: written in the form, shown on the page, harmless', async () => {
  const own = async (type: string, labelZh: string): Promise<string> => {
    const layout = await company().as.chen.post('/api/layout/customer/fields', { type, labelZh, labelEn: type }, 201)
    return layout.added
  }
  const [note, plan] = [await own('richText', '服务说明'), await own('files', '方案文件')]
  const { id } = await customer()
  const page = await li(`/o/customers/${id}`)
  await page.getByRole('button', { name: '修改服务说明' }).press('Enter')
  const field = page.locator(`[data-field=${note}]`)
  await field.getByRole('button', { name: '加粗' }).click()
  await field.getByRole('textbox', { name: '服务说明' }).pressSequentially('重点客户')
  await field.getByRole('button', { name: '保存服务说明' }).click()
  await field.locator('strong').filter({ hasText: '重点客户' }).waitFor()
  await expect.poll(async () => (await customerNow(id))[note]).toBe('<p><strong>重点客户</strong></p>')

  await page.getByRole('button', { name: '修改方案文件' }).press('Enter')
  const files = page.locator(`[data-field=${plan}]`)
  const chooser = page.waitForEvent('filechooser')
  await files
    .getByRole('button', { name: /上传文件|方案文件/ })
    .first()
    .click()
  await (await chooser).setFiles([{ name: '方案.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.7') }])
  await files.getByRole('link', { name: '方案.pdf' }).waitFor()
  await files.getByRole('button', { name: '保存方案文件' }).click()
  await expect.poll(async () => (await customerNow(id))[plan]).toMatchObject([{ title: '方案.pdf' }])
  await page.getByRole('tab', { name: /文件\s*1/ }).waitFor()
  await screenshot(page, 'rich-text-zh-1440')

  // What a program sends is washed before it is kept, and what is kept is washed before it is shown.
  const hostile =
    '<p onclick="window.hit=1">甲</p><img src=x onerror="window.hit=1"><a href="javascript:window.hit=1">乙</a>'
  await company().as.li.patch(`/api/customers/${id}`, { [note]: hostile })
  await page.reload()
  await page.getByText('乙').first().click()
  expect(await page.evaluate(() => 'hit' in window)).toBe(false)
  expect(pageErrors(page)).toEqual([])
})

test('a person is asked for a birthday and a company for its size; what is wrong is said in our words, not the browser’s', async () => {
  const page = await li('/o/customers/new')
  const field = (name: string) => page.locator(`[data-field=${name}]`)
  await field('employees').waitFor()
  expect(await field('birthday').count()).toBe(0)
  await choose(page, page.getByLabel('客户类型'), '个人')
  await field('birthday').waitFor()
  expect(await field('employees').count()).toBe(0)
  await page.getByLabel('客户名称').fill('陈晓明')
  await field('emails').getByRole('textbox').first().fill('no-mail')
  await page.getByRole('button', { name: '保存', exact: true }).click()
  await field('emails').getByRole('alert').waitFor()
  await field('emails').getByRole('textbox').first().fill('chen@example.com')
  await page.getByRole('button', { name: '保存', exact: true }).click()
  await page.waitForURL(/\/o\/customers\/[0-9a-f-]{36}$/)
  await field('birthday').waitFor()
  expect(await field('foundedYear').count()).toBe(0)
  // What stands in a field is shown, whoever it concerns.
  await company().as.li.patch(`/api/customers/${idIn(page)}`, { employees: 3 })
  await field('employees').getByText('3').waitFor()
  expect(pageErrors(page)).toEqual([])
})
