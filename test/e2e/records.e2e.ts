import type { Page } from 'playwright-core'
import { beforeAll, expect, test } from 'vitest'
import { accessibilityFindings } from '#test/harness/axe.ts'
import { pageErrors, screenshot } from '#test/harness/browser.ts'
import { choose, idIn, recordScreens } from './record-screens.ts'

// Form and page of a record: each test looks at what the person sees and at what the API then says.
const { company, li, customer, customerNow } = recordScreens()
let pipeline: string
beforeAll(async () => {
  pipeline = (await company().as.chen.get('/api/pipelines')).records[0].id
})

test('a new customer: everything wrong is said at once at its field, nothing is made, then it is', async () => {
  const page = await li('/o/customers')
  await page.getByRole('button', { name: '新建客户' }).first().click()
  const form = page.getByRole('form', { name: '新建客户' })
  await form.getByLabel('电话', { exact: true }).fill('1.38E+10')
  await form.getByRole('button', { name: '保存', exact: true }).click()

  await form.locator('[data-field=name] .field-error').waitFor()
  expect(await form.locator('[data-field=phones] .field-error').textContent()).toMatch(/科学计数|电话/)
  expect(await form.locator('[data-invalid=true]').count()).toBe(2)
  await expect.poll(() => focusedField(page)).toBe('name')
  const before = await company().as.li.get('/api/customers?count=1')

  await form.getByLabel('客户名称').fill('青岛海风贸易')
  await form.getByLabel('电话', { exact: true }).fill('138 0013 8000')
  await page.keyboard.press('Control+Enter')
  await page.waitForURL(/\/o\/customers\/[0-9a-f-]{36}$/)
  await page.getByRole('heading', { name: '青岛海风贸易', level: 1 }).waitFor()

  const after = await company().as.li.get('/api/customers?count=1')
  expect(after.count.value).toBe(before.count.value + 1)
  const made = await customerNow(idIn(page))
  expect(made).toMatchObject({ name: '青岛海风贸易', owner: { title: '李强' } })
  expect(made.phones).toMatchObject([{ raw: '138 0013 8000', normalised: '+8613800138000', primary: true }])
  await page.getByText('新建了客户').waitFor()
  expect(pageErrors(page)).toEqual([])
})

test('what was typed survives closing the form and the page, until it is saved or given up', async () => {
  const page = await li('/o/customers')
  await page.getByRole('button', { name: '新建客户' }).first().click()
  await page.getByRole('form').getByLabel('客户名称').fill('写了一半的客户')
  await page.getByRole('form').getByRole('button', { name: '关闭' }).click()
  await page.reload()
  await page.getByRole('button', { name: '新建客户' }).first().click()
  expect(await page.getByRole('form').getByLabel('客户名称').inputValue()).toBe('写了一半的客户')
  await page.getByRole('button', { name: '清空重填' }).click()
  expect(await page.getByRole('form').getByLabel('客户名称').inputValue()).toBe('')
  await page.reload()
  await page.getByRole('button', { name: '新建客户' }).first().click()
  expect(await page.getByRole('form').getByLabel('客户名称').inputValue()).toBe('')
})

test('save and next: the form is empty again and the first one is there', async () => {
  const page = await li('/o/customers/new')
  await page.getByLabel('客户名称').fill('连续录入甲')
  await page.keyboard.press('Control+Shift+Enter')
  await page.getByText('已新建“连续录入甲”').waitFor()
  await expect.poll(() => page.getByLabel('客户名称').inputValue()).toBe('')
  await page.getByLabel('客户名称').fill('连续录入甲')
  // The same again is told of while typing, and is not made.
  await page.locator('[data-duplicates=forbidden]').waitFor()
  await page.getByLabel('客户名称').fill('连续录入乙')
  await page.keyboard.press('Control+Enter')
  await page.waitForURL(/\/o\/customers\/[0-9a-f-]{36}$/)
  const found = await company().as.li.get(`/api/customers?filter=${filter('name', 'contains', '连续录入')}`)
  expect(found.records).toHaveLength(2)
})

test('a missing customer is made from within the opportunity that needs it', async () => {
  const page = await li('/o/opportunities')
  await page.getByRole('button', { name: '新建商机' }).first().click()
  const form = page.getByRole('form', { name: '新建商机' })
  await form.getByLabel('商机名称').fill('冷库改造一期')
  await form.getByLabel('商机金额').fill('12万')
  await choose(page, form.getByLabel('销售流程'), '七阶段漏斗')
  await form.getByLabel('客户', { exact: true }).fill('瑞丰制冷')
  await page.getByText('新建客户“瑞丰制冷”').click()
  const inner = page.getByRole('form', { name: '新建客户' })
  expect(await inner.getByLabel('客户名称').inputValue()).toBe('瑞丰制冷')
  await inner.getByRole('button', { name: '保存', exact: true }).click()
  await inner.waitFor({ state: 'detached' })
  await form.getByRole('button', { name: '保存', exact: true }).click()
  await page.waitForURL(/\/o\/opportunities\/[0-9a-f-]{36}$/)
  await expect
    .poll(() => company().as.li.get(`/api/opportunities/${idIn(page)}`))
    .toMatchObject({
      name: '冷库改造一期',
      amount: '120000.00',
      customer: { title: '瑞丰制冷' },
    })
  // On the customer's page the opportunity stands under its tab, with the count.
  await page.getByRole('link', { name: '瑞丰制冷' }).click()
  await page.getByRole('tab', { name: /商机\s*1/ }).click()
  await page.getByRole('link', { name: '冷库改造一期' }).first().waitFor()
  expect(pageErrors(page)).toEqual([])
})

test('a field is edited where it stands, Esc leaves it, history says before and after, one click takes it back', async () => {
  const { id } = await customer({ website: 'beijing.example.com' })
  const page = await li(`/o/customers/${id}`)
  const website = page.locator('[data-field=website]')
  await website.getByRole('button', { name: '修改网址' }).press('Enter')
  await website.getByRole('textbox').fill('shanghai.example.com')
  await page.keyboard.press('Escape')
  expect(await website.textContent()).toContain('beijing.example.com')
  await expect.poll(async () => (await customerNow(id)).website).toBe('https://beijing.example.com')

  await website.getByRole('button', { name: '修改网址' }).press('Enter')
  await website.getByRole('textbox').fill('tianjin.example.com')
  await page.keyboard.press('Enter')
  await page.getByText('已更新网址').waitFor()
  await page
    .locator('li')
    .filter({ hasText: '网址' })
    .filter({ hasText: 'beijing.example.com' })
    .filter({ hasText: 'tianjin.example.com' })
    .first()
    .waitFor()
  await expect.poll(async () => (await customerNow(id)).website).toBe('https://tianjin.example.com')

  await page.getByRole('button', { name: '撤销' }).click()
  await expect.poll(async () => (await customerNow(id)).website).toBe('https://beijing.example.com')
  await expect.poll(() => website.textContent()).toContain('beijing.example.com')
})

test('two people change the same field: both values are shown, nothing is overwritten until one is chosen', async () => {
  const { id, version } = await customer({ name: '北京贸易', website: 'old.example.com' })
  const page = await li(`/o/customers/${id}`)
  const name = page.locator('[data-field=name]')
  await name.getByText('北京贸易').click()
  await name.getByRole('textbox').fill('济南贸易')
  await company().as.wang.patch(`/api/customers/${id}`, { version, name: '青岛贸易' })
  // What she writes comes onto the open page by itself; what is being typed there is still a change of what he saw.
  await expect
    .poll(
      async () => {
        await company().as.wang.patch(`/api/customers/${id}`, { remark: `王芳补充 ${Date.now()}` })
        return page.getByText('王芳补充').count()
      },
      { interval: 500 },
    )
    .toBeGreaterThan(0)
  await page.keyboard.press('Enter')

  const note = page.locator('[data-conflict=name]')
  await note.waitFor()
  expect(await note.textContent()).toMatch(/济南.*青岛/)
  await expect.poll(async () => (await customerNow(id)).name).toBe('青岛贸易')
  await note.getByRole('button', { name: '用我的' }).click()
  await expect.poll(async () => (await customerNow(id)).name).toBe('济南贸易')

  // Another field that nobody else touched is no conflict, though the page is behind.
  await company().as.wang.patch(`/api/customers/${id}`, { name: '烟台贸易' })
  const website = page.locator('[data-field=website]')
  await website.getByRole('button', { name: '修改网址' }).press('Enter')
  await website.getByRole('textbox').fill('new.example.com')
  await page.keyboard.press('Enter')
  await expect.poll(async () => customerNow(id)).toMatchObject({ name: '烟台贸易', website: 'https://new.example.com' })
  expect(await page.locator('[data-conflict]').count()).toBe(0)
})

test('the whole form shows what somebody else wrote beside what was typed', async () => {
  const { id, version } = await customer({ name: '北京商行', website: 'https://old.example.com' })
  const page = await li(`/o/customers/${id}`)
  await page.getByRole('button', { name: '编辑', exact: true }).click()
  const form = page.getByRole('form', { name: '编辑客户' })
  await form.getByLabel('客户名称').fill('济南商行')
  await form.getByLabel('网址').fill('https://new.example.com')
  await company().as.wang.patch(`/api/customers/${id}`, { version, name: '青岛商行' })
  await form.getByRole('button', { name: '保存', exact: true }).click()
  await form.locator('[data-conflict=name]').getByText('青岛商行').waitFor()
  expect(await form.getByLabel('客户名称').inputValue()).toBe('济南商行')
  await form.locator('[data-conflict=name]').getByRole('button', { name: '用现在的' }).click()
  expect(await form.getByLabel('客户名称').inputValue()).toBe('青岛商行')
  await form.getByRole('button', { name: '保存', exact: true }).click()
  await form.waitFor({ state: 'detached' })
  await expect.poll(() => customerNow(id)).toMatchObject({ name: '青岛商行', website: 'https://new.example.com' })
})

test('where a customer came from is given when it is made; afterwards a button of the form changes it, and what was typed stays', async () => {
  const campaign = await company().as.chen.post('/api/campaigns', { name: '秋季展会' })
  const page = await li('/o/customers/new')
  const fresh = page.getByRole('form', { name: '新建客户' })
  await fresh.getByLabel('客户名称').fill('展会认识的客户')
  await choose(page, fresh.getByLabel('客户来源'), '来访')
  await fresh.getByRole('button', { name: '保存', exact: true }).click()
  await page.waitForURL(/\/o\/customers\/[0-9a-f-]{36}$/)
  const id = idIn(page)
  await expect.poll(() => customerNow(id)).toMatchObject({ source: 'visit', campaign: null })
  expect(await page.getByRole('button', { name: '修改客户来源' }).count()).toBe(0)

  await page.getByRole('button', { name: '编辑', exact: true }).click()
  const form = page.getByRole('form', { name: '编辑客户' })
  await form.getByLabel('备注', { exact: true }).fill('写到一半')
  expect(await form.getByLabel('客户来源').count()).toBe(0)
  const shown = form.locator('[data-unchangeable]')
  await shown.getByText('来访').waitFor()
  await shown.scrollIntoViewIfNeeded()
  await screenshot(page, 'records-set-at-creation')
  await shown.getByRole('button', { name: '更改来源' }).click()
  const verb = page.getByRole('form', { name: '更改来源' })
  // What is known stands there already, so that what is not touched is not lost.
  await verb.getByText('来访').waitFor()
  await choose(page, verb.getByLabel('市场活动'), '秋季展会')
  await verb.getByRole('button', { name: '更改来源' }).click()
  await verb.waitFor({ state: 'detached' })
  await shown.getByText('秋季展会').waitFor()
  expect(await accessibilityFindings(page)).toEqual([])
  await form.getByRole('button', { name: '保存', exact: true }).click()
  await form.waitFor({ state: 'detached' })
  await expect
    .poll(() => customerNow(id))
    .toMatchObject({
      source: 'visit',
      campaign: { id: campaign.id },
      remark: '写到一半',
    })

  // Where it stands on the page the same verb is asked for.
  await page.getByRole('button', { name: '客户来源: 更改来源' }).click()
  await choose(page, verb.getByLabel('来源', { exact: true }), '转介绍')
  await verb.getByRole('button', { name: '更改来源' }).click()
  await verb.waitFor({ state: 'detached' })
  await expect.poll(() => customerNow(id)).toMatchObject({ source: 'referral', campaign: { id: campaign.id } })
  expect(pageErrors(page)).toEqual([])
})

test('a verb asks for its reason, refuses to go without it, and the page says what happened', async () => {
  const opportunity = await company().as.li.post('/api/opportunities', { name: '要输的商机', pipeline, amount: '1000' })
  const page = await li(`/o/opportunities/${opportunity.id}`)
  const head = page.getByRole('main').locator('header').first()
  // What is done daily needs no menu.
  for (const label of ['赢单', '推进阶段', '输单', '编辑'])
    await head.getByRole('button', { name: label, exact: true }).waitFor()
  await head.getByRole('button', { name: '输单', exact: true }).click()
  const form = page.getByRole('form', { name: '输单' })
  await form.getByRole('button', { name: '输单' }).click()
  await form.locator('[data-field=reason] .field-error').waitFor()
  await expect.poll(async () => (await company().as.li.get(`/api/opportunities/${opportunity.id}`)).state).toBe('open')

  await choose(page, form.getByLabel('输单原因'), '价格')
  await form.getByLabel('说明').fill('对手低两成')
  await form.getByRole('button', { name: '输单' }).click()
  await form.waitFor({ state: 'detached' })
  await expect
    .poll(() => company().as.li.get(`/api/opportunities/${opportunity.id}`))
    .toMatchObject({ state: 'lost', closeReason: 'price', closeRemark: '对手低两成' })
  await page.getByRole('tabpanel').getByText('对手低两成').first().waitFor()
  // A lost opportunity is not offered to be won.
  expect(await page.getByRole('button', { name: '赢单', exact: true }).count()).toBe(0)
})

test('lines are filled by keyboard alone', async () => {
  const product = await company().as.chen.post('/api/products', { name: '压缩机 GT-7' })
  const page = await li('/o/opportunities/new')
  await page.getByLabel('商机名称').fill('带明细的商机')
  await choose(page, page.getByLabel('销售流程'), '七阶段漏斗')
  await page.getByRole('button', { name: '添加一行' }).press('Enter')
  await page.keyboard.type('压缩机')
  await page.keyboard.press('Enter')
  const quantity = page.getByLabel('第 1 行: 数量', { exact: true })
  await expect.poll(() => quantity.evaluate(input => input === document.activeElement)).toBe(true)
  await page.keyboard.type('3')
  await page.getByLabel('第 1 行: 单价', { exact: true }).focus()
  await page.keyboard.type('1.2万')
  await page.keyboard.press('Enter')
  await expect.poll(() => page.locator('[data-row]').count()).toBe(2)
  await page.keyboard.press('Control+Backspace')
  await page.keyboard.press('Control+Enter')
  await page.waitForURL(/\/o\/opportunities\/[0-9a-f-]{36}$/)
  const made = await company().as.li.get(`/api/opportunities/${idIn(page)}`)
  expect(made.lines).toMatchObject([{ product: { id: product.id }, quantity: '3', unitPrice: '12000' }])
})

const filter = (field: string, op: string, value: unknown): string =>
  encodeURIComponent(JSON.stringify({ field, op, value }))

const focusedField = (page: Page): Promise<string | undefined> =>
  page.evaluate(() => document.activeElement?.closest<HTMLElement>('[data-field]')?.dataset.field)
