import { expect } from 'vitest'
import { letIn } from '#platform/auth/operator.ts'
import { type BrowserClient, browserClient } from './browser-client.ts'
import { type Installation, type InstallationOptions, installation } from './installation.ts'

export const PASSWORD = '春眠不觉晓处处闻'
export const newCompany = { name: '华星科技', locale: 'zh', baseCurrency: 'CNY', timeZone: 'Asia/Shanghai' } as const

/** An installation with one company, 华星科技, and its administrator 王芳, who signs in by `wangfang`, 13800138000 or fang@example.com. */
export const openedInstallation = async (options: InstallationOptions = {}) => {
  const place = await installation(options)
  const companyId = await place.companies.create(newCompany)
  const userId = await letIn(place.companies, companyId, { newcomer: fang, password: PASSWORD })
  return { place, companyId, userId }
}

/** Lets another person into a company, by a login name; the password is the same for all. */
export const person = (
  place: Installation,
  companyId: string,
  who: { name: string; login: string; roles: string[] },
): Promise<string> =>
  letIn(place.companies, companyId, {
    newcomer: { name: who.name, logins: [{ kind: 'login', normalised: who.login }], roles: who.roles },
    password: PASSWORD,
  })

/** A browser in which this person has signed in. */
export const signedIn = async (place: Installation, login = 'wangfang', company?: string): Promise<BrowserClient> => {
  const browser = browserClient(place.url)
  expect(await browser.ask('POST', '/api/session', { login, password: PASSWORD, company })).toMatchObject({
    status: 200,
  })
  return browser
}

const fang = {
  name: '王芳',
  mobile: '+8613800138000',
  logins: [
    { kind: 'login', normalised: 'wangfang' },
    { kind: 'mobile', normalised: '+8613800138000' },
    { kind: 'email', normalised: 'fang@example.com' },
  ],
  roles: ['administrator'],
} as const
