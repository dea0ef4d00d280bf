import { sql } from 'kysely'
import { z } from 'zod'
import { contextOf } from '#platform/http/context.ts'
import { says } from '#platform/http/describe-route.ts'
import type { ApiServer } from '#platform/http/server.ts'
import { objectOf } from '#platform/objects/catalog.ts'
import { type Context, get } from '#platform/records/index.ts'
import { contract } from './contract.object.ts'

const named = z.object({ id: z.uuid(), title: z.string() })
const usesAnswer = z.object({
  uses: z.array(
    z.object({
      id: z.uuid(),
      seal: named,
      at: z.string(),
      by: named.nullable(),
      copies: z.number(),
      remark: z.string().nullable(),
    }),
  ),
})

/** `GET /api/contracts/:id/seal-uses`: when which seal was put on a contract, by whom, on how many copies; newest first. */
export function sealUseRoutes(server: ApiServer): void {
  server.get(
    '/api/contracts/:id/seal-uses',
    says({ id: 'contracts.sealUses', answer: usesAnswer, of: ['contract'] }),
    async request => {
      const ctx = await contextOf(request)
      const { id } = request.params as { id: string }
      await get(ctx, objectOf(ctx.catalog, contract.name), id)
      return { uses: await usesOf(ctx, id) }
    },
  )
}

/** The same of a contract that the actor has been shown. */
export async function usesOf(ctx: Context, id: string): Promise<z.output<typeof usesAnswer>['uses']> {
  const { rows } = await sql<z.output<typeof usesAnswer>['uses'][number]>`
    select u.id, jsonb_build_object('id', s.id, 'title', s.name) as seal, u.at,
      case when p.id is null then null else jsonb_build_object('id', p.id, 'title', p.name) end as by, u.copies, u.remark
    from seal_uses u join seals s on s.id = u.seal_id left join users p on p.id = u.by_id
    where u.contract_id = ${id}::uuid order by u.at desc, u.id`.execute(ctx.db)
  return rows.map(row => ({ ...row, at: new Date(row.at).toISOString() }))
}
