import { beforeAll, expect, test } from 'vitest'
import { openFileStores } from '#platform/files/file-store.ts'
import { examine } from '#src/doctor.ts'
import { openTestCompany, type TestCompany } from './harness/company.ts'

let company: TestCompany

beforeAll(async () => {
  company = await openTestCompany({ name: '海' })
})

const calendarFinding = async () => {
  const { server, pools } = company
  const findings = await examine({ server, pools, files: openFileStores('', server.dataFolder) })
  return findings.filter(({ check, params }) => check === 'calendar' && params.name === '海')
}

test('doctor says which years that are needed have no holidays, until they are filled in or none are wanted', async () => {
  const { chen } = company.as
  const { missing } = await chen.get('/api/working-calendar')
  expect(await calendarFinding()).toEqual([
    {
      check: 'calendar',
      verdict: missing.length > 0 ? 'warning' : 'good',
      params: { name: '海', years: missing.join(', ') },
    },
  ])
  for (const year of missing) await chen.put(`/api/working-calendar/${year}`, { version: 0, days: [] }, 200)
  expect(await calendarFinding()).toMatchObject([{ verdict: 'good' }])
  for (const year of missing) await chen.delete(`/api/working-calendar/${year}?version=1`, 200)
  await chen.patch('/api/working-calendar', { holidays: 'none' }, 200)
  expect(await calendarFinding()).toMatchObject([{ verdict: 'good' }])
})
