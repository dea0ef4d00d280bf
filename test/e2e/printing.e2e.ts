import { readFile } from 'node:fs/promises'
import type { Page } from 'playwright-core'
import { beforeAll, expect, test } from 'vitest'
import { registerMessages } from '#platform/i18n/index.ts'
import { assemble } from '#platform/records/assembly.ts'
import { app, seeders } from '#src/app.ts'
import { accessibilityFindings } from '#test/harness/axe.ts'
import { openPage, type PageOptions, pageErrors, screenshot } from '#test/harness/browser.ts'
import { openTestCompany, type TestCompany } from '#test/harness/company.ts'
import { textOfPdf } from '#test/harness/pdf.ts'
import type { PersonName } from '#test/harness/people.ts'
import { testProgram } from '#test/harness/program.ts'
import { papersModule } from '#test/toy/papers.ts'
import { makePurchases, purchasesModule } from '#test/toy/purchases.ts'

// The product with one noun more that has papers of its own, so that printing is seen whatever documents there are.

let company: TestCompany

beforeAll(async () => {
  for (const module of [purchasesModule, papersModule]) registerMessages(module.messages)
  await testProgram({ app: assemble([...app.modules, purchasesModule, papersModule]), seeders })
  company = await openTestCompany()
  await makePurchases(company.db)
})

async function at(person: PersonName, path: string, options: Partial<PageOptions> = {}) {
  const { cookies } = company.as[person]
  const page = await openPage({ width: 1440, locale: 'zh-CN', baseUrl: company.url, cookies, ...options })
  await page.goto(path)
  return page
}

const saved = async (page: Page, click: () => Promise<void>): Promise<{ name: string; bytes: Buffer }> => {
  const coming = page.waitForEvent('download')
  await click()
  const download = await coming
  return { name: download.suggestedFilename(), bytes: await readFile(await download.path()) }
}

test('a salesperson looks at the paper and prints it; an administrator brings a Word template, which is offered then', {
  timeout: 60_000,
}, async () => {
  const { id } = await company.as.li.post('/api/purchases', {
    name: '阅览室书架',
    amount: '18016.61',
    currency: 'CNY',
    kind: 'shelves',
    neededOn: '2026-12-01',
    items: Array.from({ length: 12 }, (_, at) => ({ what: `实木书架（第 ${at + 1} 种）`, copies: at + 1 })),
  })
  const record = await at('li', `/o/purchases/${id}`)
  await record.getByRole('button', { name: '更多' }).first().click()
  await record.getByRole('menuitem', { name: '打印…' }).click()
  const sheet = record.getByRole('dialog', { name: '打印' })
  await sheet.getByRole('article', { name: '订购单 (草稿)' }).waitFor()
  await sheet.getByText('人民币壹万捌仟零壹拾陆元陆角壹分').waitFor()
  await screenshot(record, 'print-zh-1440')
  expect(await accessibilityFindings(record)).toEqual([])
  const { name, bytes } = await saved(record, () => sheet.getByRole('button', { name: '下载 PDF' }).click())
  expect(name).toBe('订购单 阅览室书架.pdf')
  expect((await textOfPdf(bytes)).join('\n')).toContain('实木书架（第 12 种）')
  // The font lacks one character of the seller's name.
  await sheet.getByText(/字体里没有这些字：𠮷/).waitFor()
  await sheet.getByRole('region', { name: '打印记录' }).getByText('订购单').waitFor()
  await sheet.getByText('英文', { exact: true }).first().click()
  await sheet.getByRole('article', { name: 'Purchase order' }).waitFor()
  await screenshot(record, 'print-made-en-1440')

  const settings = await at('chen', '/p/print-templates?view=purchase')
  await settings.getByText('还没有采购的 Word 模板').waitFor()
  const starter = await saved(settings, () => settings.getByRole('button', { name: '下载示例模板' }).click())
  await settings.getByRole('button', { name: '上传模板' }).click()
  const adding = settings.getByRole('dialog', { name: '上传模板' })
  await adding.locator('input[type=file]').setInputFiles({
    name: '采购合同.docx',
    mimeType: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
    buffer: starter.bytes,
  })
  await adding.getByText('全部标记都认识。').waitFor()
  await screenshot(settings, 'print-template-zh-1440')
  await adding.getByRole('button', { name: /保\s?存/ }).click()
  await settings.getByRole('switch', { name: '启用“采购合同”' }).waitFor()
  await adding.waitFor({ state: 'hidden' })
  expect(await accessibilityFindings(settings)).toEqual([])
  await screenshot(settings, 'print-templates-zh-1440')

  const phone = await at('li', `/o/purchases/${id}`, { width: 375, dark: true })
  await phone.getByRole('button', { name: '更多' }).first().click()
  await phone.getByRole('menuitem', { name: '打印…' }).click()
  await phone.getByRole('article', { name: '订购单' }).waitFor()
  await screenshot(phone, 'print-zh-375-dark')
  expect(await accessibilityFindings(phone)).toEqual([])
  await phone.getByRole('combobox', { name: '打印成' }).click()
  await phone.getByTitle('采购合同').click()
  await phone.getByText(/没有预览：下载后/).waitFor()
  const word = await saved(phone, () => phone.getByRole('button', { name: '下载 Word' }).click())
  expect(word.name).toBe('采购合同 阅览室书架.docx')

  await company.as.chen.patch('/api/session', { locale: 'en' })
  const small = await at('chen', '/p/print-templates?view=purchase', { width: 375, locale: 'en' })
  await small.getByRole('button', { name: 'Upload a template' }).waitFor()
  await screenshot(small, 'print-templates-en-375')
  expect(await accessibilityFindings(small)).toEqual([])
  for (const page of [record, settings, phone, small]) expect(pageErrors(page)).toEqual([])
})
