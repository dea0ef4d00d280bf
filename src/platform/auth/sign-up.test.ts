import { expect, test } from 'vitest'
import { browserClient } from '#test/harness/browser-client.ts'
import { companyDatabases, installation } from '#test/harness/installation.ts'
import { newCompany, openedInstallation, signedIn } from '#test/harness/opened-installation.ts'

const form = (login: string, name = '远方贸易') => ({
  company: { ...newCompany, name },
  administrator: { name: '何远', login, password: 'seven white cranes' },
})

test('closed, as it is unless the operator opens it, there is no such address', async () => {
  const { place } = await openedInstallation()
  const browser = browserClient(place.url)
  expect((await browser.ask('GET', '/api/sign-up')).status).toBe(404)
  expect((await browser.ask('POST', '/api/sign-up', form('heyuan'))).status).toBe(404)
  expect(await place.companies.list()).toHaveLength(1)
})

test('before the first company there is no sign-up either: the printed link comes first', async () => {
  const place = await installation({ signup: 'open' })
  expect((await browserClient(place.url).ask('POST', '/api/sign-up', form('heyuan'))).status).toBe(404)
  expect(await place.companies.list()).toEqual([])
})

test('open, a stranger makes a company of his own, is in it as its administrator, and sees nothing of the other', async () => {
  const { place } = await openedInstallation({ signup: 'open' })
  const he = browserClient(place.url)
  expect((await he.ask('GET', '/api/sign-up')).body).toEqual({ open: true })
  const made = await he.ask('POST', '/api/sign-up', form('heyuan'))
  expect(made).toMatchObject({ status: 201, body: { company: { name: '远方贸易' }, permissions: { '*': 'all' } } })
  expect((await he.ask('GET', '/api/users')).body.records.map((user: { name: string }) => user.name)).toEqual(['何远'])
  const fang = await signedIn(place)
  expect((await fang.ask('GET', '/api/users')).body.records.map((user: { name: string }) => user.name)).toEqual([
    '王芳',
  ])
  expect((await fang.ask('GET', `/api/users/${made.body.user.id}`)).status).toBe(404)
})

test('a login that somebody has makes no company, nor does a weak password; two at once get one', async () => {
  const { place } = await openedInstallation({ signup: 'open' })
  const signUp = (body: object) => browserClient(place.url).ask('POST', '/api/sign-up', body)
  expect((await signUp(form('WangFang'))).body.fields).toMatchObject([
    { path: 'administrator.login', code: 'account.login_taken' },
  ])
  const weak = form('heyuan')
  weak.administrator.password = 'short'
  expect((await signUp(weak)).body.fields).toMatchObject([{ path: 'administrator.password' }])
  expect(await companyDatabases()).toHaveLength(1)
  const both = await Promise.all([signUp(form('heyuan', '甲')), signUp(form('heyuan', '乙'))])
  expect(both.map(reply => reply.status).sort()).toEqual([201, 422])
  expect(await companyDatabases()).toHaveLength(2)
  expect((await place.companies.list()).map(company => company.state)).toEqual(['open', 'open'])
})

test('one address does not make companies without end', async () => {
  const { place } = await openedInstallation({ signup: 'open' })
  const statuses = []
  for (let time = 0; time < 12; time++)
    statuses.push((await browserClient(place.url).ask('POST', '/api/sign-up', form('wangfang'))).status)
  expect(statuses.filter(status => status === 429).length).toBeGreaterThan(0)
  expect(await place.companies.list()).toHaveLength(1)
})
