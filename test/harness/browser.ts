import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, afterEach } from 'vitest'
import { launchBrowser } from './launch.ts'

/** The two widths every screen is made for, in CSS pixels. */
export type Width = 1440 | 375

export interface PageOptions {
  width: Width
  locale: 'zh-CN' | 'en'
  /** What relative addresses in `page.goto('/…')` start from. */
  baseUrl?: string
  dark?: boolean
  /** Cookies of a signed-in person, as `signedInClient(…).cookies` gives them. */
  cookies?: { name: string; value: string; url: string }[]
}

const errors = new WeakMap<Page, string[]>()
const contexts = new Set<BrowserContext>()
let browser: Promise<Browser> | undefined

// An open page hears of every change of its company and asks anew; none is left behind to take time from the next test.
afterEach(async () => {
  const left = [...contexts]
  contexts.clear()
  await Promise.all(left.map(context => context.close()))
})

afterAll(async () => {
  const opened = browser
  browser = undefined
  await (await opened)?.close()
})

/**
 * A page in a fresh profile of the one browser of this test file. At 375 px it is a phone: touch, mobile layout viewport, two device
 * pixels. Time zone is Asia/Shanghai, so that pictures do not depend on the machine. The page closes after its test, the browser after the
 * file's last.
 */
export async function openPage(options: PageOptions): Promise<Page> {
  browser ??= launchBrowser()
  const phone = options.width === 375
  const context = await (await browser).newContext({
    viewport: { width: options.width, height: phone ? 812 : 900 },
    deviceScaleFactor: phone ? 2 : 1,
    isMobile: phone,
    hasTouch: phone,
    locale: options.locale,
    timezoneId: 'Asia/Shanghai',
    colorScheme: options.dark ? 'dark' : 'light',
    reducedMotion: 'reduce',
    acceptDownloads: true,
    ...(options.baseUrl ? { baseURL: options.baseUrl } : {}),
  })
  contexts.add(context)
  // Below a test's own limit, so that a failure names what was waited for.
  context.setDefaultTimeout(12_000)
  if (options.cookies) await context.addCookies(options.cookies)
  const page = await context.newPage()
  const seen: string[] = []
  errors.set(page, seen)
  page.on('pageerror', error => seen.push(`uncaught: ${error.message}`))
  page.on('console', message => {
    // A refused request shows itself on the screen; the browser's own line about it says nothing more.
    if (message.type() === 'error' && !message.text().startsWith('Failed to load resource')) seen.push(message.text())
  })
  return page
}

/** What went wrong inside the page so far: uncaught errors and `console.error`. A good journey ends with `[]`. */
export function pageErrors(page: Page): string[] {
  return [...(errors.get(page) ?? [])]
}

/** Waits for fonts and writes `test-results/<name>.png`; gives the path. `fullPage` takes what lies below the fold, too. */
export async function screenshot(page: Page, name: string, options: { fullPage?: boolean } = {}): Promise<string> {
  const folder = join(import.meta.dirname, '..', '..', 'test-results')
  await mkdir(folder, { recursive: true })
  const path = join(folder, `${name}.png`)
  await page.evaluate(() => document.fonts.ready.then(() => undefined))
  await page.screenshot({ path, fullPage: options.fullPage ?? false })
  return path
}
