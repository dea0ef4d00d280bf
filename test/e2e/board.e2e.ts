import { sql } from 'kysely'
import type { Locator, Page } from 'playwright-core'
import { beforeAll, expect, test } from 'vitest'
import { accessibilityFindings } from '#test/harness/axe.ts'
import { openPage, pageErrors, type PageOptions, screenshot } from '#test/harness/browser.ts'
import { carryByMouse, carryByTouch } from '#test/harness/carry.ts'
import { openTestCompany, type TestCompany } from '#test/harness/company.ts'

// The opportunity board: what it shows, and every way of moving a card. Each test looks at the screen and at what the API then says.

let company: TestCompany
let pipeline: { id: string; stages: { id: string; name: string }[] }
let customer: string

beforeAll(async () => {
  company = await openTestCompany()
  const first = (await company.as.chen.get('/api/pipelines')).records[0].id
  pipeline = await company.as.chen.get(`/api/pipelines/${first}`)
  customer = (await company.as.li.post('/api/customers', { name: '华星科技' })).id
})

async function board(who: 'li' | 'zhao' = 'li', options: Partial<PageOptions> = {}, query = ''): Promise<Page> {
  const { url, as } = company
  const page = await openPage({ width: 1440, locale: 'zh-CN', baseUrl: url, cookies: as[who].cookies, ...options })
  await page.goto(`/o/opportunities?kind=board${query}`)
  await page.locator('section[aria-labelledby^=stage-]').first().waitFor()
  return page
}

async function opportunity(name: string, values: Record<string, unknown> = {}) {
  return company.as.li.post('/api/opportunities', {
    name,
    pipeline: pipeline.id,
    customer,
    amount: '120000',
    ...values,
  }) as Promise<{ id: string }>
}

const now = (id: string) => company.as.li.get(`/api/opportunities/${id}`)
const column = (page: Page, stage: string): Locator => page.getByRole('region', { name: stage, exact: true })
const cardIn = (page: Page, stage: string, name: string): Locator =>
  column(page, stage).locator('[data-card]', { hasText: name })
const stageId = (name: string): string => pipeline.stages.find(stage => stage.name === name)?.id ?? ''

test('a column says how many, how much and how much weighted, per currency; its guidance opens from its head', async () => {
  await opportunity('产线改造', { amount: '200000' })
  await opportunity('海外备件', { amount: '10000', currency: 'USD' })
  await opportunity('还没估价', { amount: null })
  const page = await board()
  const head = column(page, '达成联系').locator('header')
  await expect.poll(() => head.textContent()).toContain('达成联系3')
  expect(await head.textContent()).toContain('¥20万 · $1万')
  // 20 %: what the stage of the seven-stage funnel says.
  expect(await head.textContent()).toContain('加权 ¥4万 · $2000')
  await head.getByRole('button', { name: '“达成联系”的阶段指引' }).click()
  const guidance = page.getByRole('tooltip').filter({ hasText: '阶段指引' })
  await guidance.getByText('步骤').waitFor()
  expect(await guidance.textContent()).toMatch(/标准停留 14 天[\s\S]*风险/)
  expect(await cardIn(page, '达成联系', '还没估价').textContent()).toContain('金额未知')
  expect(pageErrors(page)).toEqual([])
})

test('dragged by mouse a card moves at once and can be taken back', async () => {
  const { id } = await opportunity('拖动一次')
  const page = await board()
  await carryByMouse(
    page,
    cardIn(page, '达成联系', '拖动一次'),
    () => column(page, '提案'),
    async () => {
      // While it is carried the places that end it are there.
      for (const end of ['合作', '输单', '无效'])
        await page.getByRole('region', { name: '放到这里结束商机' }).getByText(end, { exact: true }).waitFor()
      await screenshot(page, 'board-carrying-1440')
    },
  )
  await cardIn(page, '提案', '拖动一次').waitFor()
  await page.getByText('“拖动一次”已移到“提案”').waitFor()
  await expect.poll(async () => (await now(id)).stage.title).toBe('提案')
  expect(await page.getByText('放到这里结束商机').count()).toBe(0)

  await page.getByRole('button', { name: '撤销' }).click()
  await cardIn(page, '达成联系', '拖动一次').waitFor()
  await expect.poll(async () => (await now(id)).stage.title).toBe('达成联系')
  await expect.poll(async () => (await now(id)).state).toBe('open')
  expect(pageErrors(page)).toEqual([])
})

test('what the stage asks for is said by name, and the card is back where it was', async () => {
  const { id } = await opportunity('缺客户', { customer: null, amount: null })
  const page = await board()
  const before = await cardsOf(page, '达成联系')
  await carryByMouse(page, cardIn(page, '达成联系', '缺客户'), () => column(page, '谈判'))
  const notice = page.getByRole('alert').filter({ hasText: '“缺客户”没有移动，已放回“达成联系”' })
  await notice.waitFor()
  expect(await notice.textContent()).toMatch(/客户: /)
  expect(await notice.textContent()).toMatch(/商机金额: /)
  expect(await cardsOf(page, '达成联系')).toEqual(before)
  expect(await cardIn(page, '谈判', '缺客户').count()).toBe(0)
  await expect.poll(async () => (await now(id)).stage.title).toBe('达成联系')
})

test('by keyboard a card goes to the lost ones, is asked why, and is opened again by undoing', async () => {
  const { id } = await opportunity('键盘输单')
  const page = await board()
  const said = page.locator('[id^=DndLiveRegion]')
  const card = cardIn(page, '达成联系', '键盘输单')
  await card.getByRole('button', { name: '拖动“键盘输单”' }).focus()
  await page.keyboard.press('Space')
  await expect.poll(() => said.textContent()).toContain('键盘输单')
  await page.keyboard.press('ArrowRight')
  await expect.poll(() => said.textContent()).toBe('“键盘输单”在“提案”上方。')
  await page.keyboard.press('ArrowDown')
  await expect.poll(() => said.textContent()).toBe('“键盘输单”在“合作”上方。')
  await page.keyboard.press('ArrowRight')
  await expect.poll(() => said.textContent()).toBe('“键盘输单”在“输单”上方。')
  await page.keyboard.press('Space')

  const form = page.getByRole('form', { name: '输单' })
  await form.waitFor()
  // Without the reason nothing happens, and the card waits where it was.
  await form.getByRole('button', { name: '输单' }).click()
  await form.locator('[data-field=reason] .field-error').waitFor()
  await expect.poll(async () => (await now(id)).state).toBe('open')
  await form.getByLabel('输单原因').click()
  await page.getByTitle('价格', { exact: true }).last().click()
  await form.getByRole('button', { name: '输单' }).click()
  await form.waitFor({ state: 'detached' })
  await expect.poll(() => card.count()).toBe(0)
  await expect.poll(() => now(id)).toMatchObject({ state: 'lost', closeReason: 'price' })

  await page.getByRole('button', { name: '撤销' }).click()
  await card.waitFor()
  await expect.poll(() => now(id)).toMatchObject({ state: 'open', closeReason: null, closedOn: null })
  expect(pageErrors(page)).toEqual([])
})

test('Escape puts a carried card back, and letting go over nothing does', async () => {
  const { id } = await opportunity('放回去')
  const page = await board()
  await cardIn(page, '达成联系', '放回去').getByRole('button', { name: '拖动“放回去”' }).focus()
  await page.keyboard.press('Space')
  await page.keyboard.press('ArrowRight')
  await page.keyboard.press('Escape')
  await expect.poll(() => page.locator('[id^=DndLiveRegion]').textContent()).toBe('“放回去”已放回原处。')
  await carryByMouse(page, cardIn(page, '达成联系', '放回去'), () => page.getByRole('heading', { level: 1 }))
  expect(await cardIn(page, '达成联系', '放回去').count()).toBe(1)
  await expect.poll(async () => (await now(id)).version).toBe(1)
})

test('on a phone a long press carries a card, a swipe does not, and the menu reaches every stage', async () => {
  const { id } = await opportunity('手机拖动')
  const page = await board('li', { width: 375 })
  const card = cardIn(page, '达成联系', '手机拖动')
  await carryByTouch(page, card, () => page.getByRole('region', { name: '放到这里结束商机' }).getByText('合作'))
  const form = page.getByRole('form', { name: '赢单' })
  await form.waitFor()
  await screenshot(page, 'board-win-375')
  await page.getByRole('button', { name: '关闭' }).first().click()
  await form.waitFor({ state: 'detached' })
  await expect.poll(async () => (await now(id)).state).toBe('open')

  await card.getByRole('button', { name: '移动“手机拖动”到…' }).tap()
  await page.getByRole('menuitem', { name: '提案' }).tap()
  await expect.poll(async () => (await now(id)).stage.title).toBe('提案')
  expect(await accessibilityFindings(page)).toEqual([])
  await screenshot(page, 'board-375')
  expect(pageErrors(page)).toEqual([])
})

test('days in the stage: quiet within the norm, then amber, then red, and unknown says so', async () => {
  const entered: [name: string, days: number | null][] = [
    ['刚来的卡', 3],
    ['超时的卡', 20],
    ['太久的卡', 40],
    ['不知道的卡', null],
  ]
  for (const [name, days] of entered) {
    const { id } = await opportunity(name)
    const at = days === null ? null : new Date(Date.now() - days * 86_400_000)
    await sql`update transitions set at = ${at}, precision = ${days === null ? 'unknown' : 'instant'}
      where record_id = ${id}::uuid and field = 'stage'`.execute(company.db)
    await sql`update opportunities set stage_since = ${at} where id = ${id}::uuid`.execute(company.db)
  }
  const page = await board('li', {}, '&q=的卡')
  const tone = (name: string) => cardIn(page, '达成联系', name).locator('[data-tone]').getAttribute('data-tone')
  await cardIn(page, '达成联系', '太久的卡').waitFor()
  expect([await tone('刚来的卡'), await tone('超时的卡'), await tone('太久的卡')]).toEqual(['quiet', 'late', 'overdue'])
  expect(await cardIn(page, '达成联系', '超时的卡').textContent()).toContain('在本阶段停留 20 天，标准 14 天')
  expect(await cardIn(page, '达成联系', '不知道的卡').textContent()).toContain('未知')
})

test('a new card at the foot of a later column stands there; what that stage needs is said', async () => {
  const page = await board()
  await page.getByRole('button', { name: '提案: 新建商机' }).click()
  const form = page.getByRole('form', { name: '提案: 新建商机' })
  await form.getByRole('button', { name: '新建' }).click()
  await form.getByText('请写商机名称').waitFor()
  await form.getByLabel('商机名称').fill('脚下新建')
  await form.getByLabel('客户').fill('华星')
  await page.getByTitle('华星科技').last().click()
  await form.getByLabel('商机名称').press('Enter')
  await cardIn(page, '提案', '脚下新建').waitFor()
  const found = await company.as.li.get(
    `/api/opportunities?filter=${encodeURIComponent(JSON.stringify({ field: 'name', op: 'is', value: '脚下新建' }))}`,
  )
  expect(found.records).toMatchObject([{ stage: { id: stageId('提案') }, customer: { title: '华星科技' } }])
})

test('the funnel shows one stage alone; ended ones come when they are asked for; a colleague of elsewhere sees none of it', async () => {
  const { id } = await opportunity('已经赢了')
  await company.as.li.post(`/api/opportunities/${id}/win`, {})
  const page = await board()
  expect(await column(page, '合作').count()).toBe(0)
  await page.getByRole('switch', { name: '含已结束' }).click()
  await cardIn(page, '合作', '已经赢了').waitFor()
  expect(page.url()).toContain('ended=yes')
  await page.getByRole('button', { name: '漏斗' }).click()
  const funnel = page.getByRole('region', { name: '漏斗' })
  await funnel.locator('canvas').first().waitFor()
  const box = await funnel.locator('canvas').first().boundingBox()
  if (!box) throw new Error('no funnel')
  await page.mouse.click(box.x + box.width / 2 + 30, box.y + 36)
  await funnel.getByText('只看“达成联系”').waitFor()
  expect(await page.locator('section[aria-labelledby^=stage-]').count()).toBe(1)
  await funnel.getByRole('button', { name: '看全部阶段' }).click()
  await column(page, '合作').waitFor()

  const other = await openPage({ width: 1440, locale: 'zh-CN', baseUrl: company.url, cookies: company.as.zhao.cookies })
  await other.goto('/o/opportunities?kind=board')
  await other.getByText('看板上还没有商机').waitFor()
  expect(await other.locator('[data-card]').count()).toBe(0)
})

test('a long column is read on, and reads on after a card has moved', async () => {
  await Promise.all(Array.from({ length: 40 }, (_, index) => opportunity(`批量${index}`)))
  const page = await board('li', {}, '&q=批量')
  await expect.poll(() => column(page, '达成联系').locator('[data-card]').count()).toBe(30)
  await column(page, '达成联系').getByRole('button', { name: '再看 10 个' }).click()
  await expect.poll(() => column(page, '达成联系').locator('[data-card]').count()).toBe(40)
  await carryByMouse(page, column(page, '达成联系').locator('[data-card]').first(), () => column(page, '提案'))
  await expect.poll(() => column(page, '提案').locator('[data-card]').count()).toBe(1)
  await expect.poll(() => column(page, '达成联系').locator('header').textContent()).toContain('39')
  expect(await column(page, '达成联系').locator('[data-card]').count()).toBe(39)
})

test('the record page shows the stages with the days in each, and a click moves on', async () => {
  const { id } = await opportunity('阶段条')
  await company.as.li.post(`/api/opportunities/${id}/move`, { stage: stageId('提案') })
  const page = await openPage({ width: 1440, locale: 'zh-CN', baseUrl: company.url, cookies: company.as.li.cookies })
  await page.goto(`/o/opportunities/${id}`)
  const stages = page.getByRole('list', { name: '阶段进展' })
  await expect.poll(() => stages.locator('[aria-current=step]').textContent()).toBe('提案0 天')
  expect(await stages.getByRole('listitem').allTextContents()).toEqual([
    '达成联系0 天',
    '提案0 天',
    '谈判',
    '合作',
    '输单',
    '无效',
  ])
  await stages.getByRole('button', { name: /谈判/ }).click()
  await expect.poll(async () => (await now(id)).stage.title).toBe('谈判')
  await page.getByRole('button', { name: '撤销' }).click()
  await expect.poll(async () => (await now(id)).stage.title).toBe('提案')
  await expect.poll(() => stages.getByRole('listitem').nth(1).textContent()).toBe('提案0 天（2 次）')
  await stages.getByRole('button', { name: /合作/ }).click()
  await page.getByRole('form', { name: '赢单' }).getByRole('button', { name: '赢单' }).click()
  await expect.poll(async () => (await now(id)).state).toBe('won')
  expect(pageErrors(page)).toEqual([])
})

const cardsOf = (page: Page, stage: string): Promise<string[]> =>
  column(page, stage).locator('[data-card] a').allTextContents()
