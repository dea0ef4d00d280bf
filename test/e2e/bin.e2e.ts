import { sql } from 'kysely'
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { accessibilityFindings } from '#test/harness/axe.ts'
import { pageErrors, screenshot } from '#test/harness/browser.ts'
import { recordScreens } from './record-screens.ts'

// What was removed comes back; what one follows is found again.
const { company, at, li, customer, customerNow } = recordScreens()

test('the bin shows who removed what; it is searched, one comes back, then several', async () => {
  const made: { id: string }[] = []
  for (const name of ['回收甲', '回收乙', '回收丙']) made.push(await customer({ name }))
  for (const { id } of made) await company().as.li.delete(`/api/customers/${id}`)
  const page = await li('/')
  await page.getByRole('navigation', { name: '导航' }).getByRole('link', { name: '回收站' }).click()
  await entry(page, '回收甲').getByText('李强 删除于').waitFor()
  await screenshot(page, 'lists-bin-zh')
  await page.getByRole('searchbox', { name: '搜索已删除的记录' }).fill('收乙')
  await page.keyboard.press('Enter')
  await entry(page, '回收甲').waitFor({ state: 'detached' })
  await page.getByRole('button', { name: '恢复“回收乙”' }).click()
  await page.getByText('已恢复“回收乙”').waitFor()
  await expect.poll(async () => (await customerNow(made[1]?.id ?? '')).name).toBe('回收乙')
  await page.getByRole('searchbox', { name: '搜索已删除的记录' }).fill('')
  for (const name of ['回收甲', '回收丙']) await entry(page, name).getByRole('checkbox').check()
  await page.getByRole('button', { name: '恢复选中的 2 条' }).click()
  await page.getByText('已恢复 2 条').waitFor()
  await page.getByText('回收站里没有内容').waitFor()
  for (const { id } of made) await expect.poll(async () => (await customerNow(id)).id).toBe(id)
  expect(pageErrors(page)).toEqual([])
})

test('a restoration into a value that somebody has by now asks for another', async () => {
  const { db, as } = company()
  const [old] = (
    await sql<{ id: string }>`insert into customers (id, name, owner_id, kind, tax_no, deleted_at)
      values (gen_random_uuid(), '旧主', ${as.li.id}::uuid, 'company', '310115123456781', now()) returning id`.execute(
      db,
    )
  ).rows
  await customer({ name: '新主', taxNo: '310115123456781' })
  const page = await li('/bin')
  await page.getByRole('button', { name: '恢复“旧主”' }).click()
  const asked = page.getByRole('dialog')
  await asked.getByText('恢复“旧主”需要改动').waitFor()
  await asked.getByRole('link', { name: '新主' }).waitFor()
  await asked.getByLabel('税号').fill('310115123456782')
  await asked.getByRole('button', { name: /恢\s*复/ }).click()
  await page.getByText('已恢复“旧主”').waitFor()
  await expect.poll(() => customerNow(old?.id ?? '')).toMatchObject({ name: '旧主', taxNo: '310115123456782' })
})

test('when the bin is emptied is the administrator’s to say', async () => {
  const page = await at('chen', '/bin')
  await page.getByLabel('自动清空').click()
  await page
    .locator('.ant-select-dropdown:visible .ant-select-item-option')
    .filter({ hasText: '90 天后自动清空' })
    .click()
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /确\s*定|OK/ })
    .click()
  await expect.poll(async () => (await company().as.chen.get('/api/bin')).days).toBe(90)
  await company().as.chen.patch('/api/bin', { days: null })
  const phone = await li('/bin', { width: 375, locale: 'en' })
  await phone.getByText('Never emptied by itself').or(phone.getByText('不自动清空')).waitFor()
  expect(await accessibilityFindings(phone)).toEqual([])
})

test('a star in the row, on the page and in the view 我关注的 is one and the same', async () => {
  const { id } = await customer({ name: '关注我' })
  await customer({ name: '不关注' })
  const page = await li('/o/customers')
  await row(page, '关注我').hover()
  await row(page, '关注我').getByRole('button', { name: '关注“关注我”' }).click()
  await expect.poll(async () => (await company().as.li.get('/api/stars/customers')).ids).toEqual([id])
  await page.getByRole('navigation', { name: '场景' }).getByRole('button', { name: '我关注的' }).click()
  await row(page, '不关注').waitFor({ state: 'detached' })
  await row(page, '关注我').waitFor()
  await screenshot(page, 'lists-starred-zh')
  await page.goto(`/o/customers/${id}`)
  const star = page.getByRole('button', { name: '关注“关注我”' })
  await expect.poll(() => star.getAttribute('aria-pressed')).toBe('true')
  await star.click()
  await expect.poll(async () => (await company().as.li.get('/api/stars/customers')).ids).toEqual([])
  expect(pageErrors(page)).toEqual([])
})

const entry = (page: Page, title: string) => page.locator('[data-bin]').filter({ hasText: title })
const row = (page: Page, name: string) => page.getByRole('row').filter({ hasText: name })
