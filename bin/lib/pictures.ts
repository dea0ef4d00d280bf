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
  { name: 'workbench.en', who: 'wangfang', path: '/', locale: 'en' },
  { name: 'board.en', who: 'zhaomin', path: '/o/opportunities?kind=board', locale: 'en' },
  { name: 'roles.en', who: 'chenjing', path: '/settings/roles', locale: 'en', prepare: openSalesperson },
]

const { values } = parseArgs({ options: { day: { type: 'string' }, out: { type: 'string' } } })
const out = values.out ?? join(root, 'docs', 'pictures')
const folder = await mkdtemp(join(tmpdir(), 'zhanggui-pictures-'))
const program = startDemo(folder, values.day)
let browser: Browser | undefined
try {
  const url = await program.url
  browser = await launchBrowser()
  await mkdir(out, { recursive: true })
  for (const picture of pictures) console.log(await take(browser, url, picture))
} finally {
  await browser?.close()
  program.child.kill('SIGTERM')
  await program.ended
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
