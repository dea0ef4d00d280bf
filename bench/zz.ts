import { openServer } from '#platform/db/open-server.ts'
import { openPools } from '#platform/db/pools.ts'
import { listCompanies } from '#platform/companies/company-list.ts'
import { Client } from 'pg'
import { queryTokens, foldQuery } from '#platform/search/tokens.ts'
const server = await openServer({ dataDir: process.argv[2]!, dataDirChosen: true })
const pools = openPools(server)
const [e] = await listCompanies(pools.control())
const c = new Client(server.poolConfig(e!.placement)); await c.connect()
await c.query('set statement_timeout=0')
const owner = (await c.query("select owner_id from customers group by 1 order by count(*) desc limit 1")).rows[0].owner_id
for (const target of [100, 1000]) {
  await c.query(`alter table search_entries alter column tokens set statistics ${target}`)
  const t0 = performance.now(); await c.query('analyze search_entries'); console.log('statistics', target, 'analyze', ((performance.now() - t0) / 1000).toFixed(1), 's')
  for (const object of ['customer', 'opportunity', 'product'])
  for (const word of ['科技', '半导', '上海', '华鑫', '鑫盛', '有限', 'hx', '张三', '二期', '鑫盛科技', '上海华鑫'])
    for (const scope of ['true', `e.owner_id = '${owner}'`]) {
      if (object === 'product' && word !== '科技') continue
      const out: string[] = []
      for (const cond of ['e.haystack like $4', '($4::text is not null)', 'strpos(e.haystack, $4) > 0']) {
        const f = foldQuery(word)
        const q = `explain (analyze, format json) select e.record_id, e.field from search_entries e where e.object = $1 and ${scope} and e.field = any($2::text[]) and (e.tokens @> $3::text[] and ${cond}) order by e.record_id desc limit 16`
        const v = [object, ['name', 'phones', 'emails'], queryTokens(f), cond.includes('like') ? `%${f}%` : f]
        await c.query(q, v)
        const r = await c.query(q, v)
        const p = r.rows[0]['QUERY PLAN'][0]
        const nodes: string[] = []; const w = (n: any) => { nodes.push((n['Index Name'] ?? '').replace('search_entries_', '')); (n.Plans ?? []).forEach(w) }; w(p.Plan)
        out.push(`${cond.slice(0, 12)} ${p['Execution Time'].toFixed(1).padStart(7)} ${nodes.filter(Boolean).join('+')}`.padEnd(40))
      }
      console.log(object.slice(0, 4), word.padEnd(4, '　'), scope.slice(0, 6), out.join(' | '))
    }
}
await c.end(); await pools.close(); await server.stop()
