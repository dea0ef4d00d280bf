import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { accessibilityFindings } from '#test/harness/axe.ts'
import { pageErrors, screenshot } from '#test/harness/browser.ts'
import { recordScreens } from './record-screens.ts'

// The page a salesperson lives on: one request, a follow-up with one thumb, who decides, what is hot.
const { company, li, at, customer, customerNow } = recordScreens()

/** A customer with everything on its page, under a name and a phone of its own. */
let made = 0
async function rich(): Promise<{ id: string; name: string }> {
  made += 1
  const name = `华星科技${'甲乙丙丁'.charAt(made)}有限公司`
  const { li: as, wang } = company().as
  const { id } = await customer({
    name,
    level: 'a',
    phones: [`1380013800${made}`],
    address: '广东省深圳市南山区科技园路1号',
  })
  const [boss, engineer] = await Promise.all([
    as.post('/api/contacts', {
      name: '何总',
      customer: id,
      jobTitle: '总经理',
      role: 'decisionMaker',
      influence: 'high',
      attitude: 'neutral',
      phones: [`1370000222${made}`],
    }),
    as.post('/api/contacts', {
      name: '周工',
      customer: id,
      jobTitle: '总工程师',
      role: 'technical',
      influence: 'medium',
      attitude: 'supporter',
      phones: [`1390000111${made}`],
    }),
  ])
  await as.post('/api/contacts', {
    name: '孙莉',
    customer: id,
    role: 'purchaser',
    influence: 'low',
    attitude: 'opponent',
  })
  await as.post(`/api/customers/${id}/choosePrimaryContact`, { contact: boss.id })
  const now = await as.get(`/api/customers/${id}`)
  await as.patch(`/api/customers/${id}`, {
    version: now.version,
    decisionLinks: [
      { contact: engineer.id, kind: 'reportsTo', target: boss.id },
      { contact: engineer.id, kind: 'influences', target: boss.id },
    ],
  })
  await as.post('/api/opportunities', {
    name: '二期设备',
    customer: id,
    amount: '1200000',
    expectedCloseOn: '2026-12-20',
  })
  await as.post('/api/tasks', { title: '寄送合同草案', customer: id, dueOn: '2026-01-05' })
  await as.put(`/api/customers/${id}/team/${wang.id}`, { access: 'read' })
  await as.post('/api/activities', {
    method: 'visit',
    content: '上门看了产线，需求两台，预算已批。',
    customer: id,
    contact: engineer.id,
    result: 'interested',
  })
  await as.post(`/api/customers/${id}/flagHot`, { reason: '两周内定标' })
  return { id, name }
}

const requestsOf = (page: Page): string[] => {
  const asked: string[] = []
  page.on('request', request => {
    const { pathname } = new URL(request.url())
    if (pathname.startsWith('/api/')) asked.push(pathname)
  })
  return asked
}

test('one request paints the whole page; 🔥, the responsible person and department, contacts and what comes next stand there', async () => {
  const { id, name } = await rich()
  const page = await li('/o/customers')
  await page.getByRole('link', { name }).first().waitFor()
  const asked = requestsOf(page)
  await page.getByRole('link', { name }).first().click()
  await page.locator('[data-told=activity]').getByText('需求两台').waitFor()
  await page.getByRole('tab', { name: /^联系人\s*3$/ }).waitFor()
  await page.getByRole('region', { name: '下次联系' }).waitFor()
  expect(asked.filter(path => path.startsWith('/api/customers'))).toEqual([`/api/customers/${id}/page`])
  expect(
    asked.filter(path => /\/api\/(contacts|opportunities|pipelines|tasks|activities|calendar|leads)/.test(path)),
  ).toEqual([])
  // How far the deal has come is drawn, without another request.
  await page.getByRole('img', { name: /^第 1 步，共 \d 步$/ }).waitFor()
  const facts = page.getByRole('region', { name: '资料' })
  expect(await facts.getByRole('region', { name: '负责' }).textContent()).toMatch(/李强.*华东区.*王芳/)
  expect(await facts.getByRole('region', { name: '联系人' }).textContent()).toMatch(/^联系人 3.*何总.*周工/)
  await page.getByRole('button', { name: /热点：两周内定标/ }).click()
  await page.getByRole('button', { name: '解除热点' }).click()
  await expect.poll(() => customerNow(id)).toMatchObject({ isHot: false })
  expect(await accessibilityFindings(page)).toEqual([])
  expect(pageErrors(page)).toEqual([])
})

test('on a phone a follow-up takes three taps and one text; without a next contact it asks, and one may say that none is needed', async () => {
  const { id } = await customer({ phones: ['13600136001'] })
  const page = await li(`/o/customers/${id}`, { width: 375 })
  const box = page.getByRole('textbox', { name: '写跟进' })
  await box.tap()
  await box.fill('说下周给答复')
  await page.getByRole('button', { name: '明天上午' }).first().tap()
  await page.getByRole('button', { name: '记录', exact: true }).tap()
  await page.locator('[data-told=activity]').getByText('说下周给答复').waitFor()
  const planned = await customerNow(id)
  expect(planned).toMatchObject({ activityCount: 1 })
  expect(planned.nextContactAt).not.toBeNull()
  await company().as.li.patch(`/api/customers/${id}`, { nextContactAt: null })

  await page.reload()
  await box.tap()
  await box.pressSequentially('没打通 @王')
  await page.locator('.ant-mentions-dropdown').getByText('王芳').tap()
  await page.getByRole('button', { name: '常用语' }).tap()
  await page.getByRole('menuitem', { name: '约好上门拜访' }).tap()
  await page.getByRole('button', { name: '记录', exact: true }).tap()
  const ask = page.getByRole('group', { name: '下次什么时候联系？' })
  await ask.waitFor()
  await screenshot(page, 'customer-page-ask-375')
  expect(await accessibilityFindings(page)).toEqual([])
  await ask.getByRole('button', { name: '下周一' }).tap()
  await expect.poll(async () => (await customerNow(id)).nextContactAt).not.toBeNull()
  const { records } = await company().as.li.get(
    `/api/activities?filter=${encodeURIComponent(JSON.stringify({ field: 'customer', op: 'in', value: [id] }))}`,
  )
  expect(records.map((one: { content: string }) => one.content).join()).toMatch(/没打通 @王芳.*约好上门拜访/)
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(375)
  expect(pageErrors(page)).toEqual([])
})

test('who comes back from a call finds the follow-up open', async () => {
  const { id } = await customer({ phones: ['13600136002'] })
  const page = await li(`/o/customers/${id}?tab=files`, { width: 375 })
  await page.getByRole('tab', { name: /^文件/ }).waitFor()
  await page.evaluate(() => {
    document.addEventListener('click', event => {
      if ((event.target as Element).closest('a[href^="tel:"]')) event.preventDefault()
    })
  })
  await page.locator('a[href^="tel:"]').first().tap()
  await page.evaluate(() => document.dispatchEvent(new Event('visibilitychange')))
  await page.getByRole('button', { name: '记录', exact: true }).waitFor()
  await expect.poll(() => page.evaluate(() => document.activeElement?.tagName)).toBe('TEXTAREA')
})

test('the decision map is moved by keyboard and by mouse and changed by its form; the customer’s history tells of it, on a phone the list does the same', async () => {
  const { id } = await rich()
  const page = await li(`/o/customers/${id}?tab=map`)
  const boss = page.locator('g[data-person]').filter({ has: page.getByText('何总', { exact: true }) })
  await boss.waitFor()
  expect(await boss.locator('desc').textContent()).toMatch(/何总，总经理，决策人，影响力 高，中立/)
  await screenshot(page, 'customer-page-map-1440')
  await boss.focus()
  await page.keyboard.press('ArrowRight')
  await page.keyboard.press('ArrowDown')
  await expect.poll(async () => ((await customerNow(id)).decisionPlaces as unknown[]).length).toBe(1)
  const engineer = page.locator('g[data-person]').filter({ has: page.getByText('周工', { exact: true }) })
  const box = await engineer.locator('circle').boundingBox()
  if (!box) throw new Error('周工 is not drawn')
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2)
  await page.mouse.down()
  await page.mouse.move(box.x + box.width / 2 + 60, box.y + box.height / 2 + 40, { steps: 4 })
  await page.mouse.up()
  await expect.poll(async () => ((await customerNow(id)).decisionPlaces as unknown[]).length).toBe(2)
  await boss.focus()
  await page.keyboard.press('Enter')
  const form = page.getByRole('dialog', { name: '何总' })
  await form.getByLabel('态度').click()
  await page.locator('.ant-select-dropdown:visible').getByText('支持', { exact: true }).click()
  await form.getByRole('button', { name: '保存' }).click()
  await expect.poll(() => boss.getAttribute('data-attitude')).toBe('supporter')
  expect(await accessibilityFindings(page)).toEqual([])
  expect(pageErrors(page)).toEqual([])

  const phone = await li(`/o/customers/${id}?tab=map`, { width: 375 })
  await phone.locator('button[data-person]').filter({ hasText: '孙莉' }).tap()
  const sheet = phone.getByRole('dialog', { name: '孙莉' })
  await sheet.getByLabel('汇报给').tap()
  await phone.locator('.ant-select-dropdown:visible').getByText('何总').tap()
  await sheet.getByRole('button', { name: '保存' }).tap()
  await expect.poll(async () => ((await customerNow(id)).decisionLinks as unknown[]).length).toBe(3)
  await screenshot(phone, 'customer-page-map-375')
  const { entries } = await company().as.li.get(`/api/customers/${id}/timeline`)
  expect(entries[0].changes.map((change: { field: string }) => change.field)).toEqual(['decisionLinks'])
})

test('a pasted signature fills the form of a customer and of whom one knows there', async () => {
  const page = await li('/o/customers')
  await page.getByRole('button', { name: '新建客户' }).first().click()
  const form = page.getByRole('form', { name: '新建客户' })
  await form.getByRole('button', { name: /粘贴名片/ }).click()
  await form
    .getByLabel('粘贴的文字')
    .fill('张伟 销售总监\n深圳云上光电有限公司\n手机：138 0013 8111\n地址：广东省深圳市南山区科技园路1号')
  await expect.poll(() => form.getByLabel('客户名称').inputValue()).toBe('深圳云上光电有限公司')
  expect(await form.getByLabel('联系人姓名').inputValue()).toBe('张伟')
  expect(await form.getByLabel('联系人电话').inputValue()).toBe('138 0013 8111')
  await form.getByRole('button', { name: '保存', exact: true }).click()
  await page.waitForURL(/\/o\/customers\/[0-9a-f-]{36}$/)
  await page.getByRole('region', { name: '联系人' }).getByRole('link', { name: '张伟', exact: true }).waitFor()
  expect(pageErrors(page)).toEqual([])
})

test('the page holds at both widths, in both languages, light and dark', async () => {
  const { id } = await rich()
  const { li: as, chen } = company().as
  const view = await as.post('/api/views', {
    object: 'customer',
    label: '重点客户',
    filter: { field: 'level', op: 'in', value: ['a'] },
  })
  await as.put(`/api/segments/${view.id}`, {})
  for (const [width, locale, dark] of [
    [1440, 'en', true],
    [375, 'zh-CN', false],
  ] as const) {
    await as.patch('/api/session', { locale: locale === 'en' ? 'en' : 'zh' })
    const page = await li(`/o/customers/${id}`, { width, locale, dark })
    await page.locator('[data-told=activity]').getByText('需求两台').waitFor()
    await page.locator('[data-composer]').waitFor()
    if (width === 1440) await page.getByText('二期设备').first().waitFor()
    await screenshot(page, `customer-page-${width}-${locale}`, { fullPage: width === 375 })
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(width)
    expect(await accessibilityFindings(page)).toEqual([])
    await page.goto('/p/segments')
    await page.getByRole('article').first().waitFor()
    await screenshot(page, `segments-${width}-${locale}`)
    expect(await accessibilityFindings(page)).toEqual([])
    expect(pageErrors(page)).toEqual([])
  }
  await as.patch('/api/session', { locale: 'zh' })
  const settings = await at('chen', '/p/follow-up-settings')
  await settings.getByRole('button', { name: '保存' }).first().waitFor()
  await screenshot(settings, 'follow-up-settings')
  expect(await accessibilityFindings(settings)).toEqual([])
  void chen
}, 90_000)
