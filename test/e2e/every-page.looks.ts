import type { Page } from 'playwright-core'
import { accessibilityFindings } from '#test/harness/axe.ts'
import { pageErrors } from '#test/harness/browser.ts'

/** How many requests of a page are on their way; the connection of live pages stays open and does not count. */
const underWay = new WeakMap<Page, number>()

/** Counts a page's requests from here on, so that one can wait until it has all it asked for. */
export function countRequests(page: Page): void {
  const change = (by: 1 | -1) => (request: { url(): string }) => {
    if (!request.url().includes('/api/live')) underWay.set(page, (underWay.get(page) ?? 0) + by)
  }
  page.on('request', change(1))
  page.on('requestfinished', change(-1))
  page.on('requestfailed', change(-1))
}

/** Goes to an address as a click on a link does, without loading the program anew, and waits until the page stands. */
export async function goTo(page: Page, address: string): Promise<void> {
  await page.evaluate(to => {
    const { __TSR_ROUTER__ } = globalThis as unknown as {
      __TSR_ROUTER__: { history: { push(address: string): void } }
    }
    __TSR_ROUTER__.history.push(to)
  }, address)
  await settled(page)
}

/** Waits until nothing loads: no request, no skeleton, no step of the router, twice in a row. */
export async function settled(page: Page): Promise<void> {
  const until = Date.now() + 12_000
  for (let quiet = 0; quiet < 3; ) {
    if (Date.now() > until) throw new Error(`${page.url()} still loads after 12 s`)
    const isStill = await page.evaluate(() => {
      const { __TSR_ROUTER__: router } = globalThis as unknown as {
        __TSR_ROUTER__?: { state: { status: string; isLoading: boolean } }
      }
      return (
        router !== undefined &&
        router.state.status === 'idle' &&
        !router.state.isLoading &&
        document.querySelector('[aria-busy=true], .ant-spin-spinning, .ant-skeleton') === null
      )
    })
    quiet = isStill && (underWay.get(page) ?? 0) === 0 ? quiet + 1 : 0
    await new Promise(later => setTimeout(later, 15))
  }
}

/** Everything that is wrong with the page as it stands, one line each. */
export async function flawsOf(page: Page, expected: { language: string; isNowhere?: boolean }): Promise<string[]> {
  const flaws = await page.evaluate(({ language, isNowhere }) => {
    const found: string[] = []
    const headings = [...document.querySelectorAll('h1')]
    if (headings.length !== 1) found.push(`${headings.length} headings of the first level`)
    if (headings.some(heading => !heading.textContent?.trim())) found.push('an empty heading')
    if (!/\S.* · 掌柜$/.test(document.title)) found.push(`the title “${document.title}” does not say where one is`)
    if (document.documentElement.lang !== language) found.push(`the language is ${document.documentElement.lang}`)
    const isLost = ['没有找到这个页面', 'Page not found'].some(text => headings[0]?.textContent?.includes(text))
    if (isLost !== (isNowhere ?? false)) found.push(isLost ? 'no such page' : 'a page where none should be')
    const root = document.documentElement
    const main = document.querySelector('main')
    const over = Math.max(root.scrollWidth - root.clientWidth, main ? main.scrollWidth - main.clientWidth : 0)
    if (over > 0) {
      const wide = [...document.querySelectorAll<HTMLElement>('main *, header *')]
        .filter(one => one.getBoundingClientRect().right > innerWidth + 1)
        .slice(0, 3)
        .map(one => `${one.tagName.toLowerCase()}.${String(one.className).slice(0, 60)}`)
      found.push(`scrolls sideways by ${over}: ${wide.join(', ')}`)
    }
    const key = /\b[a-z][a-zA-Z]+(\.[a-z][a-zA-Z_]+){2,}\b(?!\.com)/.exec(document.body.innerText)
    if (key && !key[0].includes('example')) found.push(`a message without words: ${key[0]}`)
    return found
  }, expected)
  const barred = await accessibilityFindings(page)
  return [
    ...flaws,
    ...barred.map(({ rule, elements }) => `${rule}: ${elements.slice(0, 3).join(' | ')}`),
    ...pageErrors(page).map(error => `in the console: ${error}`),
  ]
}
