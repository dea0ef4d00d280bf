import { sql } from 'kysely'
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { transaction } from '#platform/db/transaction.ts'
import { accessibilityFindings } from '#test/harness/axe.ts'
import { pageErrors, screenshot } from '#test/harness/browser.ts'
import { choose, recordScreens } from './record-screens.ts'

// Many records at once: chosen, changed, refused with reasons, taken back by one click.
const { company, at, li, customer, customerNow } = recordScreens()

test('several fields of the selected rows are edited at once and come back by one click', async () => {
  const first = await customer({ name: '批量一', level: 'c' })
  const second = await customer({ name: '批量二', level: 'c' })
  const page = await li('/o/customers?q=%E6%89%B9%E9%87%8F')
  for (const name of ['批量一', '批量二']) await row(page, name).getByRole('checkbox').check()
  await page.getByText('已选 2 条').waitFor()
  await page.getByRole('button', { name: '批量编辑' }).click()
  const sheet = page.getByRole('dialog')
  await choose(page, sheet.getByLabel('字段'), '客户级别')
  await choose(page, sheet.getByRole('combobox', { name: '客户级别' }), /^A/)
  await sheet.getByRole('button', { name: '再改一个字段' }).click()
  await choose(page, sheet.getByLabel('字段').last(), '员工')
  await sheet
    .locator('[data-bulk-field=employees]')
    .getByRole('textbox')
    .or(sheet.getByRole('spinbutton'))
    .first()
    .fill('88')
  await screenshot(page, 'lists-bulk-edit')
  expect(await accessibilityFindings(page)).toEqual([])
  await sheet.getByRole('button', { name: '修改 2 条' }).click()
  await page.getByText('已更新 2 条').waitFor()
  for (const { id } of [first, second])
    await expect.poll(() => customerNow(id)).toMatchObject({ level: 'a', employees: 88 })
  await page.getByRole('button', { name: '撤销' }).click()
  await expect.poll(async () => (await customerNow(first.id)).level).toBe('c')
  await expect.poll(() => customerNow(second.id)).toMatchObject({ level: 'c', employees: null })
  expect(pageErrors(page)).toEqual([])
})

test('where the selected rows came from is said once for all of them, by the verb that changes it', async () => {
  const made = [await customer({ name: '来源一' }), await customer({ name: '来源二' })]
  const page = await li(`/o/customers?q=${encodeURIComponent('来源')}`)
  await page.getByRole('checkbox', { name: '选中已载入的全部行' }).check()
  const bar = page.getByRole('region', { name: '选中的行' })
  await bar.getByRole('button', { name: '更多操作' }).click()
  expect(await page.getByRole('menuitem').allTextContents()).toContain('更改来源')
  await page.getByRole('menuitem', { name: '更改来源' }).click()
  const sheet = page.getByRole('dialog')
  await choose(page, sheet.getByRole('combobox', { name: '来源', exact: true }), '转介绍')
  expect(await accessibilityFindings(page)).toEqual([])
  await sheet.getByRole('button', { name: '更改来源 2 条' }).click()
  for (const { id } of made) await expect.poll(async () => (await customerNow(id)).source).toBe('referral')
  expect(pageErrors(page)).toEqual([])
})

test('rows are handed to a colleague and come back; what is refused says why', async () => {
  const parent = await customer({ name: '转移上级' })
  const child = await customer({ name: '转移下级', parent: parent.id })
  const page = await li('/o/customers?q=%E8%BD%AC%E7%A7%BB')
  await page.getByRole('checkbox', { name: '选中已载入的全部行' }).check()
  await page.getByRole('button', { name: '删除', exact: true }).click()
  const told = page.getByRole('dialog')
  await told.getByText('1 条没有处理').last().waitFor()
  await told.getByText('转移上级', { exact: false }).waitFor()
  await told.getByRole('button', { name: /知道了|确\s*定|OK/ }).click()
  await company().as.li.get(`/api/customers/${child.id}`, 404)
  await expect.poll(async () => (await customerNow(parent.id)).name).toBe('转移上级')
  await page.getByRole('button', { name: '撤销' }).click()
  await row(page, '转移下级').waitFor()

  await row(page, '转移下级').getByRole('checkbox').check()
  await page.getByRole('button', { name: '转移', exact: true }).click()
  const sheet = page.getByRole('dialog').filter({ hasText: '新负责人' })
  await sheet.getByRole('combobox', { name: '新负责人' }).fill('赵敏')
  await page.locator('.ant-select-dropdown:visible .ant-select-item-option').filter({ hasText: '赵敏' }).first().click()
  await sheet.getByRole('button', { name: '转移 1 条' }).click()
  await row(page, '转移下级').waitFor({ state: 'detached' })
  await page.getByRole('button', { name: '撤销' }).last().click()
  await row(page, '转移下级').waitFor()
  expect(pageErrors(page)).toEqual([])
})

test('"all of this list" reaches beyond the page, shows its progress on every page, and is undone as one', async () => {
  const { db, as } = company()
  const names = Array.from({ length: 520 }, (_, index) => `整列${String(index).padStart(4, '0')}`)
  await sql`insert into customers (id, name, owner_id, kind, level) select gen_random_uuid(), n, ${as.zhao.id}::uuid, 'company', 'c' from unnest(${names}::text[]) n`.execute(
    db,
  )
  const page = await at('zhao', '/o/customers')
  await page.getByRole('checkbox', { name: '选中已载入的全部行' }).check()
  await page.getByRole('button', { name: '选中本列表全部 520 条' }).click()
  await page.getByText('已选本列表全部 520 条').waitFor()
  await page.getByRole('button', { name: '批量编辑' }).click()
  const sheet = page.getByRole('dialog')
  await choose(page, sheet.getByLabel('字段'), '客户级别')
  await choose(page, sheet.getByRole('combobox', { name: '客户级别' }), /^A/)
  // Somebody else has one of them in hand for a while, so that the change lasts.
  const held = Promise.withResolvers<void>()
  const holding = transaction(db, async trx => {
    await sql`select from customers where name = '整列0519' for update`.execute(trx)
    await held.promise
  })
  await sheet.getByRole('button', { name: '修改 520 条' }).click()
  await page.locator('[data-bulk-progress]').waitFor()
  await page.goto('/o/products')
  await page.locator('[data-bulk-progress]').waitFor()
  held.resolve()
  await holding
  await page.getByText('已更新 520 条').waitFor({ timeout: 60_000 })
  const withLevel = async (level: string): Promise<number> => {
    const filter = encodeURIComponent(JSON.stringify({ field: 'level', op: 'in', value: [level] }))
    return (await as.zhao.get(`/api/customers?limit=1&count=exact&filter=${filter}`)).count.value
  }
  expect(await withLevel('a')).toBe(520)
  await page.getByRole('button', { name: '撤销' }).click()
  await expect.poll(() => withLevel('c'), { timeout: 60_000 }).toBe(520)
  expect(pageErrors(page)).toEqual([])
}, 150_000)

const row = (page: Page, name: string) => page.getByRole('row').filter({ hasText: name })
