import type { Page } from 'playwright-core'
import { beforeAll, expect, test } from 'vitest'
import { accessibilityFindings } from '#test/harness/axe.ts'
import { openPage, type PageOptions, pageErrors, screenshot } from '#test/harness/browser.ts'
import { openTestCompany, type TestCompany } from '#test/harness/company.ts'
import { made } from '#test/harness/own-fields.ts'

// Fields that a company makes for itself, and what it says of those that it found.

let company: TestCompany

beforeAll(async () => {
  company = await openTestCompany()
})

async function at(who: 'li' | 'wang' | 'chen', path: string, options: Partial<PageOptions> = {}): Promise<Page> {
  const { cookies } = company.as[who]
  const page = await openPage({ width: 1440, locale: 'zh-CN', baseUrl: company.url, cookies, ...options })
  await page.goto(path)
  return page
}

const pick = async (page: Page, label: string, option: string) => {
  await page.getByRole('combobox', { name: label }).click()
  await page.locator('.ant-select-dropdown:visible .ant-select-item-option').filter({ hasText: option }).first().click()
}

test('an administrator makes a field; an open page of a salesperson has it at once, and he fills it', async () => {
  const li = await at('li', '/o/customers')
  await li.getByRole('heading', { name: '客户' }).first().waitFor()

  const chen = await at('chen', '/settings/fields')
  await chen.getByRole('button', { name: '客户', exact: true }).click()
  await chen.getByRole('button', { name: '添加字段' }).click()
  const sheet = chen.getByRole('dialog', { name: '添加字段' })
  await pick(chen, '类型', '单选')
  await sheet.getByLabel('中文名称').fill('信用等级')
  await sheet.getByLabel('英文名称').fill('Credit')
  await sheet.getByRole('textbox', { name: '选项' }).fill('优 | Excellent\n良 | Good\n差')
  await sheet.getByLabel('中文提示').fill('以财务最近一次评定为准')
  await sheet.getByRole('checkbox', { name: '放进快速新建' }).check()
  await screenshot(chen, 'own-fields-new-zh-1440')
  expect(await accessibilityFindings(chen)).toEqual([])
  await sheet.getByRole('button', { name: '保存' }).click()
  await chen.getByText('字段已保存').waitFor()
  const row = chen.locator('[data-field^="cf_"]')
  await row.getByText('信用等级').waitFor()
  expect(await accessibilityFindings(chen)).toEqual([])
  await screenshot(chen, 'own-fields-layout-zh-1440', { fullPage: true })

  // The page that was open all the time learns of it with its next answer.
  await li.getByRole('button', { name: '我负责的', exact: true }).click()
  await li.getByRole('button', { name: '新建客户' }).first().click()
  const form = li.getByRole('dialog')
  await form.getByLabel('客户名称').fill('远山实业')
  await form.getByText('以财务最近一次评定为准').waitFor()
  await pick(li, '信用等级', '良')
  await screenshot(li, 'own-fields-quick-zh-1440')
  await form.getByRole('button', { name: '保存' }).first().click()
  await form.waitFor({ state: 'hidden' })
  const { records } = await company.as.li.get('/api/customers')
  expect(records.find((one: { name: string }) => one.name === '远山实业')).toMatchObject({
    [String((await row.getAttribute('data-field')) ?? '')]: 'good',
  })

  for (const one of [chen, li]) expect(pageErrors(one)).toEqual([])
}, 60_000)

test('such a field is edited in place, asked for in the list, told of in both languages, and read on a phone', async () => {
  const field = await made(company.as.chen, 'customer', {
    type: 'choice',
    labelZh: '账期评级',
    labelEn: 'Payment rating',
    options: [
      { labelZh: '优', labelEn: 'Excellent' },
      { labelZh: '良', labelEn: 'Good' },
    ],
  })
  const { id } = await company.as.li.post('/api/customers', { name: '近水商贸', [field]: 'good' }, 201)
  const page = await at('li', `/o/customers/${id}`)
  await page.getByRole('button', { name: '修改账期评级' }).press('Enter')
  await page.getByRole('combobox', { name: '账期评级' }).click()
  await page.locator('.ant-select-dropdown:visible .ant-select-item-option').filter({ hasText: '优' }).first().click()
  await expect.poll(async () => (await company.as.li.get(`/api/customers/${id}`))[field]).toBe('excellent')
  await page.getByText(/账期评级\s*良\s*→\s*优/).waitFor()
  await screenshot(page, 'own-fields-record-zh-1440', { fullPage: true })

  const filter = encodeURIComponent(JSON.stringify({ field, op: 'in', value: ['excellent'] }))
  const list = await at('li', `/o/customers?filter=${filter}&columns=name,${field}`)
  await list.getByText('近水商贸').first().waitFor()
  await list.getByText('账期评级').first().waitFor()
  await screenshot(list, 'own-fields-list-zh-1440')

  await company.as.wang.patch('/api/session', { locale: 'en' })
  const phone = await at('wang', `/o/customers/${id}?tab=facts`, { width: 375, locale: 'en' })
  await phone.getByText('Payment rating').first().waitFor()
  await phone.getByText('Excellent').first().waitFor()
  expect(await phone.evaluate(() => document.documentElement.scrollWidth)).toBe(375)
  await phone.getByText('Payment rating').first().scrollIntoViewIfNeeded()
  await screenshot(phone, 'own-fields-record-en-375')
  await phone.getByRole('tab', { name: 'Timeline' }).click()
  await phone.getByText(/Payment rating\s*Good\s*→\s*Excellent/).waitFor()
  for (const one of [page, list, phone]) expect(pageErrors(one)).toEqual([])
})

test('renaming, moving, hiding, requiring and retiring are a few clicks', async () => {
  const own = await made(company.as.chen, 'product', { type: 'text', labelZh: '产地', labelEn: 'Origin' })
  const page = await at('chen', '/settings/fields?object=product')
  const edit = async (label: string) => {
    await page.getByRole('button', { name: `编辑 ${label}`, exact: true }).click()
    return page.getByRole('dialog', { name: label })
  }
  const saved = async () => {
    await page.getByRole('button', { name: '保存' }).click()
    await page.getByRole('dialog').waitFor({ state: 'hidden' })
  }
  await (await edit('产地')).getByLabel('中文名称').fill('原产地')
  await page.getByRole('checkbox', { name: '必填' }).check()
  await saved()
  await page.locator(`[data-field="${own}"]`).getByText('原产地').waitFor()
  await (await edit('规格型号')).getByRole('checkbox', { name: '隐藏' }).check()
  await saved()
  await page.locator('[data-field="specification"]').getByText('已隐藏').waitFor()
  await page.getByRole('button', { name: '上移 原产地' }).click()
  await expect
    .poll(
      async () =>
        (await company.as.chen.get('/api/layout/product')).sections.find((one: { fields: string[] }) =>
          one.fields.includes(own),
        )?.name,
    )
    .not.toBe('custom')
  await page.getByRole('button', { name: '编辑 原产地', exact: true }).click()
  await page.getByRole('dialog').getByRole('button', { name: '停用' }).click()
  await page.getByRole('region', { name: '已停用的字段' }).getByText('原产地').waitFor()
  expect(await accessibilityFindings(page)).toEqual([])
  expect(pageErrors(page)).toEqual([])
})

test('a set that several fields share stands once, with the fields that use it', async () => {
  const page = await at('chen', '/settings/options')
  await page.getByRole('button', { name: '来源', exact: true }).click()
  await page.getByText(/用于.*客户 · .*商机 · /).waitFor()
  await page.getByLabel('中文名称').first().fill('老客户带来')
  await page.getByRole('button', { name: '保存' }).click()
  await page.getByText('选项已保存').waitFor()
  for (const noun of ['customer', 'opportunity']) {
    const { options } = await company.as.chen.get(`/api/options/${noun}/source`)
    expect(options[0]).toMatchObject({ labelZh: '老客户带来' })
  }
  await screenshot(page, 'own-fields-shared-options-zh-1440')
  expect(pageErrors(page)).toEqual([])
})

test('on a phone in English a field of the program is opened and read', async () => {
  await company.as.chen.patch('/api/session', { locale: 'en' })
  const page = await at('chen', '/settings/fields?object=customer', { width: 375, locale: 'en' })
  await page.locator('[data-field="name"] button').last().click()
  await page.getByRole('dialog').waitFor()
  await screenshot(page, 'own-fields-sheet-en-375')
  expect(await accessibilityFindings(page)).toEqual([])
  expect(pageErrors(page)).toEqual([])
})
