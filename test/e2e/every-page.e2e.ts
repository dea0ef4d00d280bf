import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { giveRoles } from '#platform/auth/new-user.ts'
import { openPage, type PageOptions } from '#test/harness/browser.ts'
import { openTestCompany, type TestCompany } from '#test/harness/company.ts'
import type { Person } from '#test/harness/people.ts'
import { testProgram } from '#test/harness/program.ts'
import { type Addresses, addressesIn, addressesWithData, doorPaths, routePaths } from './every-page.addresses.ts'
import { countRequests, flawsOf, goTo, settled } from './every-page.looks.ts'
import { stopsOf } from './every-page.stops.ts'

// Every route of the router, with data, looked at as people have it before them: two languages, two widths, light and dark.
// A route that somebody adds is visited without being named here.

const combinations = [
  { locale: 'zh-CN', width: 1440, dark: false },
  { locale: 'zh-CN', width: 375, dark: true },
  { locale: 'en', width: 375, dark: false },
  { locale: 'en', width: 1440, dark: true },
] as const
type Combination = (typeof combinations)[number]

const nameOf = ({ locale, width, dark }: Combination): string => `${locale} ${width} ${dark ? 'dark' : 'light'}`

async function opened(combination: Combination, baseUrl: string, person?: Person): Promise<Page> {
  const options: PageOptions = { ...combination, baseUrl, ...(person ? { cookies: person.cookies } : {}) }
  const page = await openPage(options)
  countRequests(page)
  return page
}

/** What is wrong at these addresses, each said with where it was seen. */
async function flawsAt(page: Page, combination: Combination, addresses: readonly string[]): Promise<string[]> {
  const flaws: string[] = []
  for (const address of addresses) {
    await goTo(page, address)
    const expected = { language: combination.locale, isNowhere: address === '/nowhere' }
    const found = await flawsOf(page, expected)
    // Which stops there are, and whether they are seen, is the same in every language and in the dark.
    if (combination === combinations[0]) found.push(...(await stopsOf(page, { most: 40, isFromTop: address === '/' })))
    for (const flaw of found) flaws.push(`${nameOf(combination)} ${address}: ${flaw}`)
  }
  return flaws
}

/** The door of a program, where nobody is signed in or has something to do before. */
async function flawsAtDoor(combination: Combination, baseUrl: string, addresses: readonly string[], person?: Person) {
  const page = await opened(combination, baseUrl, person)
  const flaws: string[] = []
  for (const [index, address] of addresses.entries()) {
    if (index === 0) await page.goto(address)
    await (index === 0 ? settled(page) : goTo(page, address))
    for (const flaw of await flawsOf(page, { language: combination.locale }))
      flaws.push(`${nameOf(combination)} ${address}: ${flaw}`)
  }
  return flaws
}

// The program of this file is new: this test is the first.
test('before anything is set up: the door in both languages, at both widths, light and dark', async () => {
  const { url, setupUrl } = await testProgram()
  const flaws = await Promise.all(combinations.map(one => flawsAtDoor(one, url, ['/', pathOf(setupUrl)])))
  expect(flaws.flat()).toEqual([])
})

test('signed out, invited, and made to add a second factor', { timeout: 120_000 }, async () => {
  const company = await openTestCompany()
  const { chen, li } = company.as
  const person = { name: '周新', mobile: '13911112222', roles: ['salesperson'] }
  const [{ link }] = (await chen.post('/api/invitations', { person })).invitations
  await chen.patch('/api/sign-in-policy', { secondFactor: 'roles', secondFactorRoles: ['salesperson'] })
  const seen = await Promise.all(
    combinations.map(async one => [
      ...(await flawsAtDoor(one, company.url, ['/sign-in', pathOf(link), '/sign-up', '/setup'])),
      ...(await flawsAtDoor(one, company.url, ['/second-factor'], li)),
    ]),
  )
  expect(seen.flat()).toEqual([])
})

/** What a link says behind the host. */
const pathOf = (link: string): string => link.slice(new URL(link).origin.length)

let full: Promise<{ company: TestCompany; addresses: Addresses }> | undefined
const fullCompany = (): Promise<{ company: TestCompany; addresses: Addresses }> => {
  full ??= openTestCompany().then(async company => {
    await giveRoles(company.db, company.as.wang.id, ['administrator'])
    await company.as.wang.patch('/api/session', { locale: 'en' })
    return { company, addresses: await addressesWithData(company) }
  })
  return full
}

test.each([
  ['zh-CN', 'chen'],
  ['en', 'wang'],
] as const)(
  'every route in %s, with data, at both widths, light and dark',
  { timeout: 240_000 },
  async (locale, who) => {
    const { company, addresses } = await fullCompany()
    const seen = await Promise.all(
      combinations.map(async (combination, at) => {
        if (combination.locale !== locale) return []
        const page = await opened(combination, company.url, company.as[who])
        await page.goto('/')
        await settled(page)
        const paths = await routePaths(page)
        expect(paths).toEqual(expect.arrayContaining([...doorPaths, '/', '/o/$path/$id', '/settings/me']))
        return flawsAt(page, combination, addressesIn(addresses, paths, { at, of: combinations.length }))
      }),
    )
    expect(seen.flat()).toEqual([])
  },
)
