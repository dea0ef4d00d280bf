import type { Page } from 'playwright-core'
import { afterEach, beforeAll, expect, test } from 'vitest'
import { accessibilityFindings } from '#test/harness/axe.ts'
import { openPage, pageErrors, type PageOptions, screenshot } from '#test/harness/browser.ts'
import { openTestCompany, type TestCompany } from '#test/harness/company.ts'

// The screens that every noun has: list, record page, form. Each test looks at what the person sees and at what the API then says.

let company: TestCompany
let pipeline: string

beforeAll(async () => {
  company = await openTestCompany()
  pipeline = (await company.as.chen.get('/api/pipelines')).records[0].id
})

/** A page of li, a salesperson. */
const li = (path: string, options: Partial<PageOptions> = {}): Promise<Page> => at('li', path, options)

async function at(who: 'li' | 'wang', path: string, options: Partial<PageOptions> = {}): Promise<Page> {
  const { url, as } = company
  const page = await openPage({ width: 1440, locale: 'zh-CN', baseUrl: url, cookies: as[who].cookies, ...options })
  opened.push(page)
  // What does not come in this time does not come; the step that waited is then named.
  page.setDefaultTimeout(8000)
  await page.goto(path)
  return page
}

const opened: Page[] = []
afterEach(async () => {
  for (const page of opened.splice(0)) await page.context().close()
})

let made = 0
/** A customer of li's with a name of its own. */
async function customer(values: Record<string, unknown> = {}): Promise<{ id: string; version: number; name: string }> {
  made += 1
  return company.as.li.post('/api/customers', { name: `云帆信息${made}号`, ...values })
}

const customerNow = (id: string) => company.as.li.get(`/api/customers/${id}`)

test('a new customer: everything wrong is said at once at its field, nothing is made, then it is', async () => {
  const page = await li('/o/customers')
  await page.getByRole('button', { name: '新建客户' }).first().click()
  const form = page.getByRole('form', { name: '新建客户' })
  await form.getByLabel('电话', { exact: true }).fill('1.38E+10')
  await form.getByRole('button', { name: '保存', exact: true }).click()

  await form.locator('[data-field=name] .field-error').waitFor()
  expect(await form.locator('[data-field=phones] .field-error').textContent()).toMatch(/科学计数|电话/)
  expect(await form.locator('[data-invalid=true]').count()).toBe(2)
  expect(await focusedField(page)).toBe('name')
  const before = await company.as.li.get('/api/customers?count=1')

  await form.getByLabel('客户名称').fill('青岛海风贸易')
  await form.getByLabel('电话', { exact: true }).fill('138 0013 8000')
  await page.keyboard.press('Control+Enter')
  await page.waitForURL(/\/o\/customers\/[0-9a-f-]{36}$/)
  await page.getByRole('heading', { name: '青岛海风贸易', level: 1 }).waitFor()

  const after = await company.as.li.get('/api/customers?count=1')
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
  // The twin is told of while typing, with whose it is, and does not forbid.
  await page.getByText('已有同名的客户').waitFor()
  await page.keyboard.press('Control+Enter')
  await page.waitForURL(/\/o\/customers\/[0-9a-f-]{36}$/)
  const found = await company.as.li.get(`/api/customers?filter=${filter('name', 'is', '连续录入甲')}`)
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
  expect(await company.as.li.get(`/api/opportunities/${idIn(page)}`)).toMatchObject({
    name: '冷库改造一期',
    amount: '120000.00',
    customer: { title: '瑞丰制冷' },
  })
  // On the customer's page the opportunity stands under its tab, with the count.
  await page.getByRole('link', { name: '瑞丰制冷' }).click()
  await page.getByRole('tab', { name: /商机\s*1/ }).click()
  await page.getByRole('link', { name: '冷库改造一期' }).waitFor()
  expect(pageErrors(page)).toEqual([])
})

test('a field is edited where it stands, Esc leaves it, history says before and after, one click takes it back', async () => {
  const { id } = await customer({ region: '北京' })
  const page = await li(`/o/customers/${id}`)
  const region = page.locator('[data-field=region]')
  await region.getByText('北京').click()
  await region.getByRole('textbox').fill('上海')
  await page.keyboard.press('Escape')
  expect(await region.textContent()).toContain('北京')
  expect((await customerNow(id)).region).toBe('北京')

  await region.getByRole('button', { name: '修改地区' }).press('Enter')
  await region.getByRole('textbox').fill('天津')
  await page.keyboard.press('Enter')
  await page.getByText('已更新地区').waitFor()
  await page
    .locator('li')
    .filter({ hasText: '地区' })
    .filter({ hasText: '北京' })
    .filter({ hasText: '天津' })
    .first()
    .waitFor()
  expect((await customerNow(id)).region).toBe('天津')

  await page.getByRole('button', { name: '撤销' }).click()
  await expect.poll(async () => (await customerNow(id)).region).toBe('北京')
  await expect.poll(() => region.textContent()).toContain('北京')
})

test('two people change the same field: both values are shown, nothing is overwritten until one is chosen', async () => {
  const { id, version } = await customer({ region: '北京', address: '旧地址' })
  const page = await li(`/o/customers/${id}`)
  const region = page.locator('[data-field=region]')
  await region.getByText('北京').click()
  await region.getByRole('textbox').fill('济南')
  await company.as.wang.patch(`/api/customers/${id}`, { version, region: '青岛' })
  await page.keyboard.press('Enter')

  const note = page.locator('[data-conflict=region]')
  await note.waitFor()
  expect(await note.textContent()).toMatch(/济南.*青岛/)
  expect((await customerNow(id)).region).toBe('青岛')
  await note.getByRole('button', { name: '用我的' }).click()
  await expect.poll(async () => (await customerNow(id)).region).toBe('济南')

  // Another field that nobody else touched is no conflict, though the page is behind.
  await company.as.wang.patch(`/api/customers/${id}`, { region: '烟台' })
  const address = page.locator('[data-field=address]')
  await address.getByText('旧地址').click()
  await address.getByRole('textbox').fill('新地址')
  await page.keyboard.press('Enter')
  await expect.poll(async () => customerNow(id)).toMatchObject({ region: '烟台', address: '新地址' })
  expect(await page.locator('[data-conflict]').count()).toBe(0)
})

test('the whole form shows what somebody else wrote beside what was typed', async () => {
  const { id, version } = await customer({ region: '北京', website: 'https://old.example.com' })
  const page = await li(`/o/customers/${id}`)
  await page.getByRole('button', { name: '编辑', exact: true }).click()
  const form = page.getByRole('form', { name: '编辑客户' })
  await form.getByLabel('地区').fill('济南')
  await form.getByLabel('网址').fill('https://new.example.com')
  await company.as.wang.patch(`/api/customers/${id}`, { version, region: '青岛' })
  await form.getByRole('button', { name: '保存', exact: true }).click()
  await form.locator('[data-conflict=region]').getByText('青岛').waitFor()
  expect(await form.getByLabel('地区').inputValue()).toBe('济南')
  await form.locator('[data-conflict=region]').getByRole('button', { name: '用现在的' }).click()
  expect(await form.getByLabel('地区').inputValue()).toBe('青岛')
  await form.getByRole('button', { name: '保存', exact: true }).click()
  await form.waitFor({ state: 'detached' })
  expect(await customerNow(id)).toMatchObject({ region: '青岛', website: 'https://new.example.com' })
})

test('filter and sort stand in the address in words and rows, can be sent to a colleague, and back works', async () => {
  for (const [name, level] of [
    ['筛选丙', 'a'],
    ['筛选甲', 'a'],
    ['筛选乙', 'b'],
  ])
    await customer({ name, level, employees: name === '筛选甲' ? 5 : 9 })
  const page = await li('/o/customers?q=%E7%AD%9B%E9%80%89')
  await row(page, '筛选乙').waitFor()
  await page.getByRole('button', { name: '筛选', exact: true }).click()
  await choose(page, page.getByLabel('字段'), '客户级别')
  await choose(page, page.getByLabel('客户级别的值'), /^A/)
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: '应用' }).click()
  await row(page, '筛选乙').waitFor({ state: 'detached' })
  expect(await page.locator('[data-chip]').textContent()).toMatch(/^客户级别 是 A/)

  await page.getByRole('columnheader', { name: '客户名称' }).getByRole('button').click()
  await expect.poll(() => rows(page)).toEqual(['筛选丙', '筛选甲'].sort(byCollation))
  await page.getByRole('columnheader', { name: '客户名称' }).getByRole('button').click()
  await expect.poll(() => new URL(page.url()).searchParams.get('sort')).toBe('-name')
  await expect.poll(() => page.locator('main footer').textContent()).toContain('2')

  const colleague = await at('wang', page.url())
  await expect.poll(() => rows(colleague)).toEqual(['筛选丙', '筛选甲'].sort(byCollation).reverse())
  expect(await colleague.locator('[data-chip]').textContent()).toMatch(/^客户级别 是 A/)

  await page.goBack()
  await row(page, '筛选乙').waitFor()
  expect(await page.locator('[data-chip]').count()).toBe(0)
  expect(pageErrors(page)).toEqual([])
})

test('a row opens beside the list, keys move along, name and Enter open the page', async () => {
  const first = await customer({ name: '预览第一' })
  await customer({ name: '预览第二' })
  const page = await li('/o/customers?q=%E9%A2%84%E8%A7%88&sort=createdAt')
  await row(page, '预览第一').getByRole('gridcell').nth(3).click()
  const peek = page.getByRole('complementary', { name: '客户预览' })
  await peek.getByRole('heading', { name: '预览第一' }).waitFor()
  expect(new URL(page.url()).searchParams.get('open')).toBe(first.id)
  await page.keyboard.press('j')
  await peek.getByRole('heading', { name: '预览第二' }).waitFor()
  await page.keyboard.press('k')
  await peek.getByRole('heading', { name: '预览第一' }).waitFor()
  await page.keyboard.press('Escape')
  await peek.waitFor({ state: 'detached' })
  expect(new URL(page.url()).searchParams.get('open')).toBeNull()

  await page.keyboard.press('x')
  await page.keyboard.press('j')
  await page.keyboard.press('x')
  await page.getByText('已选 2 条').waitFor()
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { name: '预览第二', level: 1 }).waitFor()
  await page.goBack()
  await row(page, '预览第一').getByRole('link', { name: '预览第一' }).click()
  await page.waitForURL(new RegExp(first.id))
})

test('cells are edited in the list and copied as a sheet reads them', async () => {
  const { id } = await customer({ name: '表格甲', region: '苏州', employees: 1200 })
  await customer({ name: '表格乙', region: '无锡' })
  const page = await li('/o/customers?q=%E8%A1%A8%E6%A0%BC&sort=createdAt&columns=name,region,employees')
  await row(page, '表格甲').getByText('苏州').click()
  await page.getByRole('complementary').waitFor()
  await page.keyboard.press('Escape')
  await page.keyboard.press('Shift+ArrowRight')
  await page.keyboard.press('Shift+ArrowDown')
  expect(await copied(page)).toBe('苏州\t1,200\n无锡\t')

  await row(page, '表格甲').getByText('苏州').dblclick()
  await page.locator('[data-editing=region]').getByRole('textbox').fill('常州')
  await page.keyboard.press('Enter')
  await expect.poll(async () => (await customerNow(id)).region).toBe('常州')
  await row(page, '表格甲').getByText('常州').waitFor()
})

test('what was removed is gone, and comes back by one click', async () => {
  const { id } = await customer({ name: '删了又要' })
  const page = await li(`/o/customers/${id}`)
  await page.getByRole('button', { name: '更多', exact: true }).click()
  await page.getByRole('menuitem', { name: '删除' }).click()
  await page.getByText('已删除“删了又要”').waitFor()
  await company.as.li.get(`/api/customers/${id}`, 404)
  await page.getByRole('button', { name: '撤销' }).click()
  await expect.poll(async () => (await company.as.li.ask('GET', `/api/customers/${id}`)).status).toBe(200)

  await page.goto('/o/customers?q=%E5%88%A0%E4%BA%86%E5%8F%88%E8%A6%81')
  await row(page, '删了又要').getByRole('checkbox').check()
  await page.getByRole('button', { name: '删除', exact: true }).click()
  await page.getByText('已删除 1 条').waitFor()
  await company.as.li.get(`/api/customers/${id}`, 404)
  await page.getByRole('button', { name: '撤销' }).click()
  await row(page, '删了又要').waitFor()
})

test('a verb asks for its reason, refuses to go without it, and the page says what happened', async () => {
  const opportunity = await company.as.li.post('/api/opportunities', { name: '要输的商机', pipeline, amount: '1000' })
  const page = await li(`/o/opportunities/${opportunity.id}`)
  await page.getByRole('banner').or(page.locator('header')).getByRole('button', { name: '输单', exact: true }).click()
  const form = page.getByRole('form', { name: '输单' })
  await form.getByRole('button', { name: '输单' }).click()
  await form.locator('[data-field=reason] .field-error').waitFor()
  expect((await company.as.li.get(`/api/opportunities/${opportunity.id}`)).state).toBe('open')

  await choose(page, form.getByLabel('输单原因'), '价格')
  await form.getByLabel('说明').fill('对手低两成')
  await form.getByRole('button', { name: '输单' }).click()
  await form.waitFor({ state: 'detached' })
  await expect
    .poll(() => company.as.li.get(`/api/opportunities/${opportunity.id}`))
    .toMatchObject({ state: 'lost', closeReason: 'price', closeRemark: '对手低两成' })
  await page.getByRole('tabpanel').getByText('对手低两成').first().waitFor()
  // A lost opportunity is not offered to be won.
  expect(await page.getByRole('button', { name: '赢单', exact: true }).count()).toBe(0)
})

test('lines are filled by keyboard alone', async () => {
  const product = await company.as.chen.post('/api/products', { name: '压缩机 GT-7' })
  const page = await li('/o/opportunities/new')
  await page.getByLabel('商机名称').fill('带明细的商机')
  await choose(page, page.getByLabel('销售流程'), '七阶段漏斗')
  await page.getByRole('button', { name: /添加产品明细/ }).press('Enter')
  await page.keyboard.type('压缩机')
  await page.locator('.ant-select-item-option').getByText('压缩机 GT-7').waitFor()
  await page.keyboard.press('Enter')
  await page.keyboard.press('Tab')
  await page.keyboard.type('3')
  await page.keyboard.press('Tab')
  await page.keyboard.type('1.2万')
  await page.keyboard.press('Enter')
  await expect.poll(() => page.locator('[data-cell]').count()).toBe(10)
  await page.keyboard.press('Control+Backspace')
  await page.keyboard.press('Control+Enter')
  await page.waitForURL(/\/o\/opportunities\/[0-9a-f-]{36}$/)
  const made = await company.as.li.get(`/api/opportunities/${idIn(page)}`)
  expect(made.lines).toMatchObject([{ product: { id: product.id }, quantity: '3', unitPrice: '12000' }])
})

test('on a phone: cards without sideways scrolling, the page in tabs, a call by one thumb', async () => {
  const { id } = await customer({ name: '手机上的客户', phones: [{ raw: '13900139000' }], level: 'a' })
  const page = await li('/o/customers?q=%E6%89%8B%E6%9C%BA%E4%B8%8A', { width: 375 })
  const card = page.locator(`[data-record="${id}"]`)
  await card.waitFor()
  expect(await card.getByRole('link', { name: /拨打/ }).getAttribute('href')).toBe('tel:+8613900139000')
  expect(await sidewaysScroll(page)).toBe(0)
  expect(await page.getByRole('grid').count()).toBe(0)
  expect(await accessibilityFindings(page)).toEqual([])
  await card.getByRole('link', { name: '手机上的客户', exact: true }).tap()
  await page.getByRole('tab', { name: '资料' }).waitFor()
  await page.locator('[data-field=level]').getByText(/^A/).waitFor()
  expect(await sidewaysScroll(page)).toBe(0)
  expect(await accessibilityFindings(page)).toEqual([])
  await page.getByRole('tab', { name: '动态' }).tap()
  await page.getByText('新建了客户').waitFor()
  await page.goto('/o/customers/new')
  await page.getByLabel('客户名称').waitFor()
  expect(await sidewaysScroll(page)).toBe(0)
  await screenshot(page, 'records-phone-form')
  expect(pageErrors(page)).toEqual([])
})

test.each(['zh-CN', 'en'] as const)(
  'list, peek, page, form and dialogs in %s: axe finds nothing serious',
  async locale => {
    const isChinese = locale === 'zh-CN'
    await company.as.li.patch('/api/session', { locale: isChinese ? 'zh' : 'en' })
    const { id } = await customer({ level: 'b', phones: [{ raw: '13911112222', label: '办公' }], remark: '两行\n备注' })
    for (const dark of [false, true]) {
      const page = await li(`/o/customers?open=${id}`, { locale, dark })
      await page.getByRole('complementary').getByRole('heading', { level: 2 }).first().waitFor()
      expect(await accessibilityFindings(page)).toEqual([])
      await screenshot(page, `records-list-${locale}-${dark ? 'dark' : 'light'}`)
      await page.goto(`/o/customers/${id}`)
      await page.getByRole('tab').first().waitFor()
      expect(await accessibilityFindings(page)).toEqual([])
      await page.getByRole('button', { name: isChinese ? '编辑' : 'Edit', exact: true }).click()
      await page.getByRole('form').waitFor()
      expect(await accessibilityFindings(page)).toEqual([])
      await screenshot(page, `records-form-${locale}-${dark ? 'dark' : 'light'}`)
      expect(pageErrors(page)).toEqual([])
    }
    await company.as.li.patch('/api/session', { locale: 'zh' })
  },
)

const row = (page: Page, name: string) => page.getByRole('row').filter({ hasText: name })

/** Titles of the rows, from top to bottom. */
const rows = (page: Page): Promise<string[]> =>
  page.locator('[role=row][data-record] [data-title=true]').allTextContents()

/** As the database sorts Chinese. */
const byCollation = new Intl.Collator('zh').compare

const filter = (field: string, op: string, value: unknown): string =>
  encodeURIComponent(JSON.stringify({ field, op, value }))

const idIn = (page: Page): string => /[0-9a-f]{8}-[0-9a-f-]{27}/.exec(page.url())?.[0] ?? ''

const focusedField = (page: Page): Promise<string | undefined> =>
  page.evaluate(() => document.activeElement?.closest<HTMLElement>('[data-field]')?.dataset.field)

const sidewaysScroll = (page: Page): Promise<number> =>
  page.evaluate(() => {
    const main = document.querySelector('main')
    return Math.max(
      document.documentElement.scrollWidth - document.documentElement.clientWidth,
      main ? main.scrollWidth - main.clientWidth : 0,
    )
  })

/** Opens a select and takes an option by its text. */
async function choose(page: Page, select: ReturnType<Page['getByLabel']>, option: string | RegExp): Promise<void> {
  await select.click()
  await page.locator('.ant-select-dropdown:visible .ant-select-item-option').filter({ hasText: option }).first().click()
}

/** What Ctrl-C puts on the clipboard, without the machine's clipboard. */
const copied = (page: Page): Promise<string> =>
  page.evaluate(() => {
    const clipboardData = new DataTransfer()
    const event = new ClipboardEvent('copy', { clipboardData, bubbles: true, cancelable: true })
    document.activeElement?.dispatchEvent(event)
    return clipboardData.getData('text/plain')
  })
