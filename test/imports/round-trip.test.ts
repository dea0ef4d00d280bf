import { expect, test } from 'vitest'
import { openTestCompany } from '#test/harness/company.ts'
import { bringIn, download } from './importing.ts'

const fields =
  'name,kind,level,industry,source,phones,emails,website,address,parent,taxNo,foundedYear,employees,revenueMillions,remark,owner,createdAt'

test('what was exported comes in elsewhere as it was, formulas and phones included', async () => {
  const [one, two] = [await openTestCompany(), await openTestCompany({ name: '第二公司' })]
  const parent = await one.as.chen.post('/api/customers', { name: '母公司 "甲", 上海', industry: 'it', level: 'a' })
  await one.as.li.post('/api/customers', {
    name: '=1+1',
    address: '-42 号',
    phones: [{ raw: '+86 138 1234 5678' }, { raw: '021-62345678-802' }],
    emails: [{ raw: 'li@example.com' }],
    remark: '第一行\n@第二行; "引号"',
    foundedYear: 1999,
    revenueMillions: 12.5,
  })
  await one.as.chen.post('/api/customers', {
    name: '@子公司',
    parent: parent.id,
    website: 'www.example.com/?q=1',
    address: '广东省深圳市南山区科技园1号',
    kind: 'person',
    source: 'visit',
  })
  const path = `/api/customers/export.csv?sort=name&fields=${fields}`
  const exported = await download(one.as.chen, path)
  expect(exported).toContain("'=1+1")
  expect(exported).not.toContain("'+86")

  const imported = await bringIn(two.as.chen, { object: 'customer', name: 'customers.csv', file: exported })
  expect(imported).toMatchObject({ rows: 3, counts: { created: 3, refused: 0 }, settled: [] })
  expect(await download(two.as.chen, path)).toBe(exported)
})
