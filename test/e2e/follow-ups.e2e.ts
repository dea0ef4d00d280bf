import { expect, test } from 'vitest'
import { accessibilityFindings } from '#test/harness/axe.ts'
import { pageErrors, screenshot } from '#test/harness/browser.ts'
import { onePixel } from '#test/harness/upload.ts'
import { idIn, recordScreens } from './record-screens.ts'

// What a salesperson does all day: write down what was said, plan the next contact, know whom to call, tick off a task.
const { company, li, at, customer, customerNow } = recordScreens()

test('a follow-up is logged at the top of the timeline, with the next contact by one tap', async () => {
  const { id } = await customer()
  const contact = await company().as.li.post('/api/contacts', { name: '周工', customer: id })
  const stranger = await customer()
  await company().as.li.post('/api/contacts', { name: '别家的人', customer: stranger.id })
  const page = await li(`/o/customers/${id}`)
  await page.getByRole('textbox', { name: '写跟进' }).fill('样品收到了，下周给答复')
  await page.getByRole('radio', { name: '微信' }).check({ force: true })
  await page.getByRole('button', { name: '下周一' }).first().click()
  await page.getByRole('combobox', { name: '联系人' }).click()
  await page.locator('.ant-select-item-option[title="周工"]').click()
  expect(await page.getByTitle('别家的人').count()).toBe(0)
  await page.keyboard.press('Escape')
  await page.getByRole('textbox', { name: '写跟进' }).press('Control+Enter')

  const told = page.locator('[data-told=activity]')
  await told.getByText('样品收到了，下周给答复').waitFor()
  expect(await told.textContent()).toMatch(/李强.*微信.*周工.*下次联系/)
  expect(await page.getByRole('textbox', { name: '写跟进' }).inputValue()).toBe('')
  const now = await customerNow(id)
  expect(now).toMatchObject({ version: 1, activityCount: 1, lastActivityText: '样品收到了，下周给答复' })
  expect(now.nextContactAt).not.toBeNull()
  const { records } = await company().as.li.get(
    `/api/activities?filter=${encodeURIComponent(JSON.stringify({ field: 'customer', op: 'in', value: [id] }))}`,
  )
  expect(records).toMatchObject([{ method: 'wechat', contact: { id: contact.id } }])

  await page.getByRole('button', { name: '撤销' }).click()
  await told.waitFor({ state: 'detached' })
  await expect.poll(() => customerNow(id)).toMatchObject({ activityCount: 0, lastActivityText: null })
  expect(await accessibilityFindings(page)).toEqual([])
  expect(pageErrors(page)).toEqual([])
})

test('a half-written follow-up waits on the device', async () => {
  const { id } = await customer()
  const page = await li(`/o/customers/${id}`)
  await page.getByRole('textbox', { name: '写跟进' }).fill('写到一半')
  await page.reload()
  expect(await page.getByRole('textbox', { name: '写跟进' }).inputValue()).toBe('写到一半')
  await page.getByRole('button', { name: '放弃' }).click()
  await page.reload()
  expect(await page.getByRole('textbox', { name: '写跟进' }).inputValue()).toBe('')
})

test('from its row in the list a follow-up is written without leaving the list', async () => {
  const { id, name } = await customer({ name: '列表上跟进' })
  const page = await li(`/o/customers?q=${encodeURIComponent('列表上')}`)
  const row = page.locator(`[data-record="${id}"]`)
  await row.hover()
  await row.getByRole('button', { name: `写跟进：${name}` }).click()
  const sheet = page.getByRole('dialog', { name: `写跟进：${name}` })
  await sheet.getByRole('textbox', { name: '写跟进' }).fill('电话里说下周定')
  await sheet.getByRole('textbox', { name: '写跟进' }).press('Control+Enter')
  await expect.poll(() => customerNow(id)).toMatchObject({ activityCount: 1, lastActivityText: '电话里说下周定' })
  // As on the page, it asks for the next contact before it goes.
  await sheet.getByRole('group', { name: '下次什么时候联系？' }).getByRole('button', { name: '下周一' }).click()
  await sheet.waitFor({ state: 'hidden' })
  await expect.poll(async () => (await customerNow(id)).nextContactAt).not.toBeNull()
  expect(new URL(page.url()).pathname).toBe('/o/customers')

  // One that says it closes at once. The row that it was asked from leaves the workbench meanwhile, the question stays.
  await company().as.li.patch(`/api/customers/${id}`, { nextContactAt: new Date(Date.now() - 60_000).toISOString() })
  await page.goto('/')
  await page
    .locator('[data-tile=agenda]')
    .getByRole('button', { name: `写跟进：${name}` })
    .click()
  await sheet.getByRole('textbox', { name: '写跟进' }).fill('刚刚又聊了')
  await sheet.getByRole('textbox', { name: '写跟进' }).press('Control+Enter')
  await page.locator('[data-tile=agenda]').getByText(name).waitFor({ state: 'hidden' })
  await sheet.getByRole('group', { name: '下次什么时候联系？' }).getByRole('button', { name: '不需要' }).click()
  await sheet.waitFor({ state: 'hidden' })
  expect(pageErrors(page)).toEqual([])
})

test('on the phone a call is written down with three taps and one text', async () => {
  const { id, name } = await customer({ phones: ['13800138000'] })
  const page = await li(`/o/customers/${id}?tab=timeline`, { width: 375 })
  await page.getByRole('textbox', { name: '写跟进' }).tap()
  await page.getByRole('textbox', { name: '写跟进' }).fill('约了明天拜访')
  await page.getByText('拜访', { exact: true }).tap()
  await page.getByRole('button', { name: '记录', exact: true }).tap()
  await page.locator('[data-told=activity]').getByText('约了明天拜访').waitFor()
  await expect.poll(() => customerNow(id)).toMatchObject({ activityCount: 1, name })
  const wide = await page.evaluate(() => document.documentElement.scrollWidth)
  expect(wide).toBeLessThanOrEqual(375)
  expect(await accessibilityFindings(page)).toEqual([])
})

test('a photo goes with a follow-up: who sees the customer opens it in the timeline', async () => {
  const { id } = await customer()
  const page = await li(`/o/customers/${id}`)
  await page.getByRole('textbox', { name: '写跟进' }).fill('现场拍了照')
  await page
    .getByRole('group', { name: '附件' })
    .locator('input[type=file]')
    .first()
    .setInputFiles({ name: '现场.png', mimeType: 'image/png', buffer: onePixel })
  await page.getByRole('group', { name: '附件' }).getByText('现场.png').waitFor()
  await page.getByRole('button', { name: '记录', exact: true }).click()
  await page.locator('[data-told=activity]').getByText('现场.png').waitFor()
  expect(pageErrors(page)).toEqual([])
  const seen = await at('wang', `/o/customers/${id}`)
  await seen.locator('[data-told=activity]').getByText('现场.png').waitFor()
})

test('whoever may not see the customer sees nothing of its follow-ups; its owner’s superior does', async () => {
  const { id } = await customer()
  await company().as.li.post('/api/activities', { content: '只有自己人知道的话', customer: id })
  const seen = await at('wang', `/o/customers/${id}`)
  await seen.getByText('只有自己人知道的话').waitFor()
  const page = await at('zhao', `/o/customers/${id}`)
  await page.getByText('没有找到').first().waitFor()
  await page.goto('/o/activities')
  await page.getByRole('heading').first().waitFor()
  expect(await page.getByText('只有自己人知道的话').count()).toBe(0)
})

test('a new customer and whom one knows there are entered in one form', async () => {
  const page = await li('/o/customers')
  await page.getByRole('button', { name: '新建客户' }).first().click()
  const form = page.getByRole('form', { name: '新建客户' })
  await form.getByLabel('客户名称').fill('苏州晶科光电')
  await form.getByLabel('联系人姓名').fill('钱文')
  await form.getByLabel('联系人电话').fill('12')
  await form.getByRole('button', { name: '保存', exact: true }).click()
  await form.getByText(/不是有效的电话/).waitFor()
  await form.getByLabel('联系人电话').fill('139 1111 2222')
  await form.getByRole('button', { name: '保存', exact: true }).click()
  await page.waitForURL(/\/o\/customers\/[0-9a-f-]{36}$/)
  await page.getByRole('tab', { name: /^联系人\s*1$/ }).click()
  await page.getByRole('tabpanel').getByRole('link', { name: '钱文', exact: true }).waitFor()
  await page.getByRole('link', { name: '139 1111 2222', exact: true }).waitFor()
  await page.getByRole('button', { name: '设为首要联系人：钱文' }).click()
  await expect.poll(async () => (await customerNow(idIn(page))).primaryContact).toMatchObject({ title: '钱文' })
  expect(await accessibilityFindings(page)).toEqual([])
})

test('what is to be done about a customer stands at its right and is ticked off', async () => {
  const { id } = await customer()
  const task = await company().as.li.post('/api/tasks', { title: '寄送合同草案', customer: id, dueOn: '2026-01-05' })
  const page = await li(`/o/customers/${id}`)
  const panel = page.getByRole('region', { name: '任务' })
  await panel.getByText('寄送合同草案').waitFor()
  await panel.getByText(/逾期/).waitFor()
  await panel.getByRole('checkbox', { name: '完成“寄送合同草案”' }).check()
  await panel.getByText('没有待办任务。').waitFor()
  await expect.poll(async () => (await company().as.li.get(`/api/tasks/${task.id}`)).state).toBe('done')
  await page.getByRole('button', { name: '撤销' }).click()
  await panel.getByText('寄送合同草案').waitFor()
  await expect.poll(async () => (await company().as.li.get(`/api/tasks/${task.id}`)).state).toBe('open')
})

test('the customer page with everything on it holds on a desk and on a phone', async () => {
  const { id } = await customer({ phones: ['13800138055'] })
  const as = company().as.li
  const contact = await as.post('/api/contacts', {
    name: '周工',
    customer: id,
    phones: ['139 0000 1111'],
    wechats: ['zhougong88'],
    jobTitle: '总工程师',
    role: 'technical',
    attitude: 'supporter',
  })
  await as.post('/api/contacts', { name: '何总', customer: id, phones: ['137 0000 2222'], role: 'decisionMaker' })
  await as.post('/api/tasks', { title: '寄送合同草案', customer: id, dueOn: '2026-01-05', priority: 'urgent' })
  await as.post('/api/activities', { content: '第一次电话，要报价', customer: id, happenedAt: '2026-03-02T02:00:00Z' })
  await as.post('/api/activities', {
    method: 'visit',
    content: '上门看了产线。\n需求两台，预算已批。',
    customer: id,
    contact: contact.id,
    result: 'interested',
    nextContactAt: '2026-12-24T02:00:00Z',
  })
  for (const [width, locale] of [
    [1440, 'zh-CN'],
    [375, 'en'],
  ] as const) {
    await as.patch('/api/session', { locale: locale === 'en' ? 'en' : 'zh' })
    const page = await li(`/o/customers/${id}?tab=timeline`, { width, locale })
    await page.locator('[data-told=activity]').first().waitFor()
    await page.getByRole('textbox', { name: locale === 'en' ? 'Log a follow-up' : '写跟进' }).click()
    await screenshot(page, `follow-ups-composer-${width}-${locale}`)
    await page.getByRole('tab', { name: locale === 'en' ? /^Contacts/ : /^联系人/ }).click()
    await page.getByRole('link', { name: '何总' }).first().waitFor()
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(width)
    await screenshot(page, `follow-ups-contacts-${width}-${locale}`)
    expect(pageErrors(page)).toEqual([])
  }
  await as.patch('/api/session', { locale: 'zh' })
}, 60_000)
