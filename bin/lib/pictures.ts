import { type ChildProcess, spawn } from 'node:child_process'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import type { Browser, Page } from 'playwright-core'
import { demoPassword } from '#src/demo/open-demo.ts'
import type { PersonKey } from '#src/demo/people.ts'
import { launchBrowser } from '#test/harness/launch.ts'
import { smallPng } from './small-png.ts'

const root = join(import.meta.dirname, '..', '..')
/** No picture in the repository is larger. */
const mostBytes = 150 * 1024

interface Picture {
  name: string
  /** Who looks; nobody at the door. */
  who: PersonKey | null
  path: string
  locale?: 'zh-CN' | 'en'
  phone?: true
  /** Opens what is to be seen, and waits for it. */
  prepare?: (page: Page) => Promise<void>
}

const pictures: Picture[] = [
  { name: 'door', who: null, path: '/sign-in' },
  { name: 'workbench', who: 'liqiang', path: '/' },
  { name: 'customers', who: 'zhoujianguo', path: '/o/customers' },
  { name: 'customer', who: 'liqiang', path: '/', prepare: openBusiestCustomer },
  { name: 'board', who: 'zhoujianguo', path: '/o/opportunities?kind=board' },
  { name: 'report', who: 'zhoujianguo', path: '/reports/wonByQuarter' },
  { name: 'fields', who: 'chenjing', path: '/settings/fields', prepare: openCustomerFields },
  { name: 'phone', who: 'liqiang', path: '/', phone: true },
  { name: 'leads', who: 'wangfang', path: '/o/leads' },
  { name: 'conversion', who: 'wangfang', path: '/', prepare: convertLead },
  { name: 'duplicate', who: 'zhangwei', path: '/', prepare: enterTwin },
  { name: 'pool', who: 'wangfang', path: '/p/customer-pool' },
  { name: 'map', who: 'zhoujianguo', path: '/', prepare: openDecisionMap },
  { name: 'handover', who: 'chenjing', path: '/', prepare: openHandover },
  { name: 'assignment', who: 'chenjing', path: '/p/assignment-rules', prepare: waitForCandidates },
  { name: 'audit', who: 'chenjing', path: '/settings/audit' },
  { name: 'rules', who: 'chenjing', path: '/settings/security', prepare: openDataRules },
  { name: 'leads.en', who: 'wangfang', path: '/o/leads', locale: 'en' },
  { name: 'conversion.en', who: 'wangfang', path: '/', locale: 'en', prepare: convertLead },
  { name: 'pool.en', who: 'wangfang', path: '/p/customer-pool', locale: 'en' },
  { name: 'handover.en', who: 'chenjing', path: '/', locale: 'en', prepare: openHandover },
  { name: 'workbench.en', who: 'wangfang', path: '/', locale: 'en' },
  { name: 'board.en', who: 'zhaomin', path: '/o/opportunities?kind=board', locale: 'en' },
  { name: 'roles.en', who: 'chenjing', path: '/settings/roles', locale: 'en', prepare: openSalesperson },
]

// `--only a,b` takes some; `--url` takes them of a demo company that runs already.
const { values } = parseArgs({
  options: { day: { type: 'string' }, out: { type: 'string' }, only: { type: 'string' }, url: { type: 'string' } },
})
const wanted = values.only?.split(',')
const out = values.out ?? join(root, 'docs', 'pictures')
const folder = await mkdtemp(join(tmpdir(), 'zhanggui-pictures-'))
const program = values.url ? null : startDemo(folder, values.day)
let browser: Browser | undefined
try {
  const url = values.url ?? (await program?.url) ?? ''
  browser = await launchBrowser()
  await mkdir(out, { recursive: true })
  for (const picture of pictures.filter(({ name }) => wanted?.includes(name) ?? true))
    console.log(await take(browser, url, picture))
} finally {
  await browser?.close()
  program?.child.kill('SIGTERM')
  await program?.ended
  await rm(folder, { recursive: true, force: true, maxRetries: 5 })
  await rm(`${folder}-demo`, { recursive: true, force: true, maxRetries: 5 })
}

/** The program with a demo company on a folder of its own; its progress is shown. */
function startDemo(
  data: string,
  day: string | undefined,
): { child: ChildProcess; url: Promise<string>; ended: Promise<unknown> } {
  const child = spawn(process.execPath, [join(root, 'src', 'main.ts'), '--demo', ...(day ? ['--day', day] : [])], {
    cwd: root,
    env: { PATH: process.env.PATH, LANG: 'en_US.UTF-8', DATA_DIR: data, PORT: '0', EMBEDDED_SHARED_BUFFERS: '128MB' },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const ended = new Promise(done => child.on('close', done))
  const url = new Promise<string>((found, fail) => {
    let said = ''
    child.stdout.on('data', chunk => {
      said += chunk
      process.stderr.write(chunk)
      const ready = /is running: (\S+)/.exec(said)?.[1]
      if (ready) found(ready)
    })
    void ended.then(() => fail(new Error(`The program did not start:\n${said}`)))
  })
  return { child, url, ended }
}

/** Takes one picture and says what it is. @throws when it is larger than allowed */
async function take(browser: Browser, url: string, picture: Picture): Promise<string> {
  const { name, who, path, locale = 'zh-CN', phone, prepare } = picture
  const context = await browser.newContext({
    baseURL: url,
    viewport: phone ? { width: 375, height: 740 } : { width: 1280, height: 800 },
    deviceScaleFactor: phone ? 1.5 : 1,
    isMobile: phone ?? false,
    hasTouch: phone ?? false,
    locale,
    timezoneId: 'Asia/Shanghai',
    reducedMotion: 'reduce',
  })
  context.setDefaultTimeout(60_000)
  if (who) await signIn(context.request, url, { who, locale: locale === 'en' ? 'en' : 'zh' })
  const page = await context.newPage()
  await page.goto(path)
  await page.locator('main, form').first().waitFor()
  await prepare?.(page)
  await settled(page)
  await page.evaluate(() => document.fonts.ready.then(() => undefined))
  const file = join(out, `${name}.png`)
  const bytes = smallPng(await page.screenshot())
  await context.close()
  if (bytes.length > mostBytes) throw new Error(`${name}.png has ${bytes.length} bytes`)
  await writeFile(file, bytes)
  return `${name}.png ${Math.ceil(bytes.length / 1024)} kB`
}

async function signIn(
  request: Page['request'],
  url: string,
  { who, locale }: { who: PersonKey; locale: 'zh' | 'en' },
): Promise<void> {
  const headers = { origin: url }
  const entered = await request.post('/api/session', { headers, data: { login: who, password: demoPassword } })
  if (!entered.ok()) throw new Error(`${who}: ${entered.status()} ${await entered.text()}`)
  await request.patch('/api/session', { headers, data: { locale } })
}

/** The customer of whom most has been written. */
async function openBusiestCustomer(page: Page): Promise<void> {
  const answer = await page.request.get('/api/customers?sort=-activityCount&limit=1&fields=name')
  const { records } = (await answer.json()) as { records: { id: string }[] }
  await page.goto(`/o/customers/${records[0]?.id}`)
}

/** The dialog of a lead that can be converted, filled with what the lead holds. */
async function convertLead(page: Page): Promise<void> {
  const { records } = await recordsOf(page, '/api/leads?sort=-createdAt&limit=100&fields=name,owner')
  const lead = records.find(({ can, owner }) => can.includes('convert') && owner)
  await page.goto(`/o/leads/${lead?.id}`)
  await page
    .getByRole('button', { name: /^(转化为客户|Convert to customer)$/ })
    .first()
    .click()
  await page
    .getByRole('dialog')
    .getByLabel(/客户名称|Customer name|Name/)
    .first()
    .waitFor()
}

/** A name that means a colleague's customer. */
async function enterTwin(page: Page): Promise<void> {
  const others = encodeURIComponent(JSON.stringify({ field: 'name', op: 'contains', value: '有限公司' }))
  await signIn(page.request, new URL(page.url()).origin, { who: 'liqiang', locale: 'zh' })
  const { records } = await recordsOf(page, `/api/customers?limit=1&fields=name&filter=${others}`)
  await signIn(page.request, new URL(page.url()).origin, { who: 'zhangwei', locale: 'zh' })
  await page.goto('/o/customers/new')
  await page.getByLabel('客户名称').fill((records[0]?.name ?? '').replace('有限公司', ''))
  await page.getByText('已有相同的记录').first().waitFor()
}

/** Of a customer whose people are linked. */
async function openDecisionMap(page: Page): Promise<void> {
  const { records } = await recordsOf(page, '/api/customers?limit=200&fields=name&sort=-activityCount')
  for (const { id } of records) {
    const answer = await page.request.get(`/api/customers/${id}`)
    const { decisionLinks } = (await answer.json()) as { decisionLinks?: unknown[] }
    if (!decisionLinks?.length) continue
    await page.goto(`/o/customers/${id}?tab=map`)
    break
  }
  await page.locator('g[data-person]').first().waitFor()
}

/** What a leaver still has, and who is to have it. */
async function openHandover(page: Page): Promise<void> {
  const answer = await page.request.get('/api/users?limit=50&fields=name')
  const { records } = (await answer.json()) as { records: { id: string; name: string }[] }
  await page.goto(`/o/users/${records.find(({ name }) => name === '张伟')?.id}`)
  await page
    .getByRole('button', { name: /办理交接|交接|[Hh]and/ })
    .first()
    .click()
  await page.locator('[data-kind="customer.owner"]').waitFor()
}

/** Each rule reads its candidates by itself. */
async function waitForCandidates(page: Page): Promise<void> {
  await page.waitForFunction(() => document.querySelector('main button[disabled]') === null)
}

async function openDataRules(page: Page): Promise<void> {
  const title = page.getByText('数据外出与脱敏').first()
  await title.waitFor()
  await title.evaluate(one => one.scrollIntoView({ block: 'start' }))
}

async function recordsOf(
  page: Page,
  path: string,
): Promise<{ records: { id: string; name: string; can: string[]; owner?: unknown }[] }> {
  const answer = await page.request.get(path)
  if (!answer.ok()) throw new Error(`${path}: ${answer.status()} ${await answer.text()}`)
  return (await answer.json()) as { records: { id: string; name: string; can: string[]; owner?: unknown }[] }
}

async function openCustomerFields(page: Page): Promise<void> {
  await page.locator('main').getByText('客户', { exact: true }).first().click()
}

async function openSalesperson(page: Page): Promise<void> {
  await page.locator('main').getByText('Salesperson').first().click()
}

/** Nothing is still being fetched: no skeleton stands in for it. */
async function settled(page: Page): Promise<void> {
  await page.waitForLoadState('networkidle')
  await page.waitForFunction(() => document.querySelector('[class*="skeleton" i], [aria-busy="true"]') === null)
}
