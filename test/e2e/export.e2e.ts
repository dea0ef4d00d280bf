import { readFile } from 'node:fs/promises'
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { accessibilityFindings } from '#test/harness/axe.ts'
import { pageErrors, screenshot } from '#test/harness/browser.ts'
import { recordScreens } from './record-screens.ts'

const { at, customer } = recordScreens()

test('the list and the chosen rows become a file, with the columns and the order on the screen', async () => {
  for (const name of ['出表甲', '出表乙', '出表丙']) await customer({ name, employees: name === '出表甲' ? 1 : 2 })
  const page = await at('wang', '/o/customers?q=%E5%87%BA%E8%A1%A8&sort=name&columns=name,employees')
  await row(page, '出表甲').waitFor()
  await page.getByRole('button', { name: '导出', exact: true }).click()
  await page.getByText('当前列表的全部 3 条').waitFor()
  expect(await accessibilityFindings(page)).toEqual([])
  await screenshot(page, 'lists-export')
  await page.getByRole('radio', { name: 'CSV' }).check()
  const lines = await saved(page)
  expect(lines[0]).toBe('客户名称,员工人数')
  expect(lines.slice(1)).toEqual((await titles(page)).map(name => `${name},${name === '出表甲' ? 1 : 2}`))

  await row(page, '出表乙').getByRole('checkbox').check()
  await page.getByRole('region', { name: '选中的行' }).getByRole('button', { name: '导出' }).click()
  await page.getByRole('radio', { name: '选中的 1 条' }).waitFor()
  await page.getByRole('radio', { name: 'CSV' }).check()
  expect((await saved(page)).slice(1)).toEqual(['出表乙,2'])
  expect(pageErrors(page)).toEqual([])
})

async function saved(page: Page): Promise<string[]> {
  const waiting = page.waitForEvent('download')
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /导\s*出/ })
    .click()
  const file = await waiting
  expect(file.suggestedFilename()).toMatch(/^客户 \d{4}-\d{2}-\d{2}\.csv$/)
  return (await readFile(await file.path(), 'utf8'))
    .replace(/^\uFEFF/, '')
    .trim()
    .split(/\r?\n/)
}

const row = (page: Page, name: string) => page.getByRole('row').filter({ hasText: name })
const titles = (page: Page): Promise<string[]> =>
  page.locator('[role=row][data-record] [data-title=true]').allTextContents()
