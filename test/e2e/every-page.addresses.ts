import type { Page } from 'playwright-core'
import { kebabCase } from '#platform/objects/index.ts'
import type { TestCompany } from '#test/harness/company.ts'
import { declaredObjects, sampleRecord } from '#test/harness/sample-values.ts'
import { upload } from '#test/imports/importing.ts'
import { webModules } from '#web/modules.ts'

/** The addresses behind each route of the router, by the route's path: those that every combination visits, and those that one of them does. */
export type Addresses = Record<string, { always: string[]; once?: string[] }>

/** Every path of the page's own router; a route that somebody adds is in it by itself. */
export const routePaths = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const { __TSR_ROUTER__ } = globalThis as unknown as { __TSR_ROUTER__: { routesByPath: Record<string, unknown> } }
    return Object.keys(__TSR_ROUTER__.routesByPath)
  })

/** Routes that are seen signed out, or before one may do anything else. */
export const doorPaths = ['/setup', '/sign-in', '/invitation', '/sign-up', '/second-factor']

/** Makes a record of every noun, an import and what else a page needs to have something on it, and gives where all of it is seen. */
export async function addressesWithData(company: TestCompany): Promise<Addresses> {
  const { chen, li, wang } = company.as
  const nouns = declaredObjects.filter(object => !object.lineOf)
  const ids = new Map<string, string>()
  for (const noun of nouns) ids.set(noun.name, await sampleRecord(company, noun))
  const pathOf = (name: string): string => `/o/${kebabCase(nouns.find(noun => noun.name === name)?.plural ?? name)}`
  const recordOf = (name: string): string => `${pathOf(name)}/${ids.get(name) ?? ''}`
  const others = nouns.map(noun => noun.name).filter(name => name !== 'customer')
  const formed = others.filter(name => nouns.some(noun => noun.name === name && noun.madeBy === undefined))
  const customer = { id: ids.get('customer') }
  await li.post('/api/contacts', { name: '周海', customer, phones: [{ raw: '13800138000' }] })
  await li.post('/api/activities', { customer, method: 'phone', content: '约了周四看样' })
  await li.post('/api/tasks', { title: '寄送样品', customer, dueAt: new Date().toISOString() })
  const { id: opportunity } = await li.post('/api/opportunities', { name: '二期设备', customer, amount: '120000.00' })
  await li.post(`/api/opportunities/${opportunity}/win`, {})
  // Something in the bin, and something that both who look are told of.
  const { id: gone } = await li.post('/api/customers', { name: '删掉的客户' })
  await li.delete(`/api/customers/${gone}`)
  await chen.post('/api/tasks', { title: '准备标书', owner: { id: wang.id } })
  await wang.post('/api/tasks', { title: '核对价格', owner: { id: chen.id } })
  const { id: twin } = await li.post('/api/customers', { name: '与样品重复的客户', phones: [{ raw: '13900139000' }] })
  const merging = `customer.${customer.id}.${twin}`
  const file = '客户名称,行业,电话\n顺达物流,物流,13800138001\n恒力机床,机床,不是电话\n'
  const { id: run } = await upload(chen, { object: 'customer', file })
  const { reports } = (await chen.get('/api/reports')) as { reports: { name: string }[] }
  const { roles } = (await chen.get('/api/roles')) as { roles: { id: string }[] }
  return {
    '/': { always: ['/'] },
    '/$': { always: ['/nowhere'] },
    '/o/$path': {
      always: [
        '/o/customers',
        `/o/customers?open=${customer.id}`,
        '/o/opportunities?kind=board',
        '/o/opportunities?kind=calendar',
      ],
      once: others.map(pathOf),
    },
    '/o/$path/new': { always: ['/o/customers/new'], once: formed.map(name => `${pathOf(name)}/new`) },
    '/o/$path/$id': {
      always: [recordOf('customer')],
      once: [
        ...others.map(recordOf),
        ...['contacts', 'files', 'opportunity.customer'].map(tab => `${recordOf('customer')}?tab=${tab}`),
      ],
    },
    '/bin': { always: ['/bin'] },
    '/import': { always: ['/import'], once: ['/import?object=lead'] },
    '/import/$id': { always: [`/import/${run}`], once: [`/import/${run}?step=columns`] },
    '/reports': { always: ['/reports'] },
    '/reports/$name': { always: reports.slice(0, 1).map(reportAt), once: reports.slice(1).map(reportAt) },
    '/p/$page': {
      always: webModules.flatMap(({ pages }) =>
        (pages ?? []).map(({ path }) => (path === 'merge' ? `/p/merge?view=${merging}` : `/p/${path}`)),
      ),
      once: [`/p/account?view=${customer.id}`],
    },
    '/notices': { always: ['/notices'] },
    '/settings/fields': {
      always: ['/settings/fields?object=customer'],
      once: ['/settings/fields', ...others.map(name => `/settings/fields?object=${name}`)],
    },
    '/settings/options': {
      always: ['/settings/options?field=sets.source'],
      once: ['/settings/options', '/settings/options?field=stage.kind'],
    },
    '/settings/roles': { always: [`/settings/roles?role=${roles[0]?.id}`], once: ['/settings/roles'] },
  }
}

const reportAt = ({ name }: { name: string }): string => `/reports/${name}`

/** Those of one combination out of several; a route without a parameter of which nothing is said is its own address. */
export function addressesIn(all: Addresses, paths: readonly string[], turn: { at: number; of: number }): string[] {
  return paths
    .filter(path => !doorPaths.includes(path))
    .flatMap(path => {
      const known = all[path]
      if (!known && path.includes('$')) throw new Error(`say in every-page.addresses.ts what stands at ${path}`)
      return known
        ? [...known.always, ...(known.once ?? []).filter((_address, index) => index % turn.of === turn.at)]
        : [path]
    })
}
