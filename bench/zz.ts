import { openServer } from '#platform/db/open-server.ts'
import { openPools } from '#platform/db/pools.ts'
import { listCompanies } from '#platform/companies/company-list.ts'
import { app } from '#src/app.ts'
import { loadActor } from '#platform/access/load-actor.ts'
import { readCompany } from '#platform/companies/company-settings.ts'
import { search } from '#platform/search/search.ts'
import { sql } from 'kysely'
const server = await openServer({ dataDir: process.argv[2]!, dataDirChosen: true })
const pools = openPools(server)
const [e] = await listCompanies(pools.control())
const db = pools.at(e!.placement)
await sql`alter table search_entries alter column tokens set statistics 100`.execute(db); await sql`analyze search_entries`.execute(db)
const who = async (role: string) => (await sql<{ id: string }>`select u.id from users u join user_roles r on r.user_id = u.id where r.role_id = ${role} order by u.id limit 1`.execute(db)).rows[0]!.id
for (const role of ['salesperson', 'salesManager', 'director']) {
  const actor = await loadActor(db, await who(role), 'person')
  const ctx = await app.contextOf({ db, company: await readCompany(db, e!.id), actor, batch: null, reason: null, locale: 'zh', now: () => new Date() })
  for (const word of ['科技', '半导', '上海', '华鑫', '鑫盛', '有限', 'hx', '张三', '二期', '鑫盛科技', '上海华鑫', '8812']) {
    await search(ctx, word)
    const t = performance.now(); const found = await search(ctx, word); 
    console.log(role, word, (performance.now() - t).toFixed(1), 'ms', found.length)
  }
}
await pools.close(); await server.stop()
