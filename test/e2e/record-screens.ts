import type { Page } from 'playwright-core'
import { beforeAll } from 'vitest'
import { openPage, type PageOptions } from '#test/harness/browser.ts'
import { openTestCompany, type TestCompany } from '#test/harness/company.ts'

/** A company for one test file, and ways to open its pages. */
export interface RecordScreens {
  company: () => TestCompany
  /** A page of li, a salesperson. */
  li: (path: string, options?: Partial<PageOptions>) => Promise<Page>
  at: (who: 'li' | 'wang' | 'zhao' | 'chen', path: string, options?: Partial<PageOptions>) => Promise<Page>
  /** A customer of li's with a name of its own. */
  customer: (values?: Record<string, unknown>) => Promise<{ id: string; version: number; name: string }>
  customerNow: (id: string) => Promise<Record<string, unknown>>
}

/** Opens the company before the file's first test. */
export function recordScreens(): RecordScreens {
  let company: TestCompany | undefined
  let made = 0
  const known = (): TestCompany => {
    if (!company) throw new Error('the company opens before the first test')
    return company
  }
  beforeAll(async () => {
    company = await openTestCompany()
  })
  const at: RecordScreens['at'] = async (who, path, options = {}) => {
    const { url, as } = known()
    const page = await openPage({ width: 1440, locale: 'zh-CN', baseUrl: url, cookies: as[who].cookies, ...options })
    // What does not come in this time does not come; the step that waited is then named.
    page.setDefaultTimeout(8000)
    await page.goto(path)
    return page
  }
  return {
    company: known,
    at,
    li: (path, options) => at('li', path, options),
    customer: async (values = {}) => {
      made += 1
      return known().as.li.post('/api/customers', { name: `云帆信息${made}号`, ...values })
    },
    customerNow: id => known().as.li.get(`/api/customers/${id}`),
  }
}

/** The id in a record page's address. */
export const idIn = (page: Page): string => /[0-9a-f]{8}-[0-9a-f-]{27}/.exec(page.url())?.[0] ?? ''

/** Opens a select and takes an option by its text. */
export async function choose(
  page: Page,
  select: ReturnType<Page['getByLabel']>,
  option: string | RegExp,
): Promise<void> {
  await select.click()
  await page.locator('.ant-select-dropdown:visible .ant-select-item-option').filter({ hasText: option }).first().click()
}
