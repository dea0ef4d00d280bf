import { expect, test } from 'vitest'
import { accessibilityFindings } from '#test/harness/axe.ts'
import { pageErrors, screenshot } from '#test/harness/browser.ts'
import { recordScreens } from './record-screens.ts'

// Records on the days of a month, and many chosen with one thumb.
const { company, li, customer } = recordScreens()

test('records stand on their days, are dragged to another and come back by one click', async () => {
  const { as } = company()
  const owner = await customer({ name: '日历客户' })
  const made = await as.li.post('/api/opportunities', {
    name: '日历商机',
    customer: owner.id,
    expectedCloseOn: '2026-11-10',
  })
  await as.li.post('/api/opportunities', { name: '别的月份', customer: owner.id, expectedCloseOn: '2027-03-10' })
  const page = await li('/o/opportunities?kind=list')
  await page.getByRole('button', { name: '日历', exact: true }).click()
  await page.goto('/o/opportunities?kind=calendar&by=expectedCloseOn&month=2026-11')
  const onDay = (day: string) => page.locator(`[data-day="${day}"]`).getByRole('button', { name: '日历商机' })
  await onDay('2026-11-10').waitFor()
  expect(await page.getByRole('button', { name: '别的月份' }).count()).toBe(0)
  await onDay('2026-11-10').dragTo(page.locator('[data-day="2026-11-19"]'))
  await onDay('2026-11-19').waitFor()
  await expect.poll(async () => (await as.li.get(`/api/opportunities/${made.id}`)).expectedCloseOn).toBe('2026-11-19')
  await screenshot(page, 'lists-calendar-zh')
  await page.getByRole('button', { name: '撤销' }).click()
  await onDay('2026-11-10').waitFor()
  await onDay('2026-11-10').click()
  await page.getByRole('complementary').getByRole('heading', { name: '日历商机' }).waitFor()
  await page.getByRole('button', { name: '关闭预览' }).click()
  await page.getByRole('button', { name: '上个月' }).click()
  await onDay('2026-11-10').waitFor({ state: 'detached' })
  expect(new URL(page.url()).searchParams.get('month')).toBe('2026-10')
  expect(pageErrors(page)).toEqual([])
})

test('on a phone the month is an agenda, and a long press chooses cards for a change of many', async () => {
  const { as } = company()
  const owner = await customer({ name: '手机日程' })
  await as.li.post('/api/opportunities', { name: '手机商机', customer: owner.id, expectedCloseOn: '2026-12-05' })
  const page = await li('/o/opportunities?kind=calendar&by=expectedCloseOn&month=2026-12', { width: 375 })
  await page.getByRole('link', { name: '手机商机' }).waitFor()
  await screenshot(page, 'lists-agenda-phone')

  const first = await customer({ name: '长按一', level: 'c' })
  const second = await customer({ name: '长按二', level: 'c' })
  await page.goto('/o/customers?q=%E9%95%BF%E6%8C%89')
  const card = (id: string) => page.locator(`[data-record="${id}"]`)
  await card(first.id).waitFor()
  const finger = { pointerType: 'touch', isPrimary: true }
  await card(first.id).dispatchEvent('pointerdown', finger)
  // The finger stays until the card is chosen.
  await page.getByText('已选 1 条').waitFor()
  await card(first.id).dispatchEvent('pointerup', finger)
  await card(second.id).tap()
  await page.getByText('已选 2 条').waitFor()
  expect(await accessibilityFindings(page)).toEqual([])
  await screenshot(page, 'lists-phone-select')
  await page.getByRole('button', { name: '删除', exact: true }).tap()
  await page.getByText('已删除 2 条').waitFor()
  await as.li.get(`/api/customers/${first.id}`, 404)
  await page.getByRole('button', { name: '撤销' }).tap()
  await card(first.id).waitFor()
  expect(pageErrors(page)).toEqual([])
})
