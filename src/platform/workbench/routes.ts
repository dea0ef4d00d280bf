import { lensName, tileAnswer, workbenchAnswer } from './workbench-answers.ts'
import { says } from '../http/describe-route.ts'
import { notFound } from '../errors.ts'
import { parseBody } from '../http/body.ts'
import { contextOf, inTransaction } from '../http/context.ts'
import type { ApiServer } from '../http/server.ts'
import type { TileDefinition } from './define-tile.ts'
import { layoutSchema, lensOf, writeLayout } from './layout.ts'
import { readWorkbench } from './read-workbench.ts'
import './words.ts'

/**
 * `GET /api/workbench?lens=own|team` paints the first page; `GET /api/workbench/tiles/:name` one tile, however long it takes;
 * `PUT|DELETE /api/workbench/layout/:lens` keeps a person's order, or goes back to the standard one.
 */
export function workbenchRoutes(server: ApiServer, definitions: readonly TileDefinition[]): void {
  server.get(
    '/api/workbench',
    says({ id: 'workbench.read', query: { lens: lensName }, answer: workbenchAnswer }),
    async request => {
      const { lens } = request.query as { lens?: string }
      return readWorkbench(await contextOf(request), { definitions, lens: lensOf(lens), log: request.log })
    },
  )
  server.get<{ Params: { name: string } }>(
    '/api/workbench/tiles/:name',
    says({ id: 'workbench.tile', query: { lens: lensName }, answer: tileAnswer }),
    async request => {
      const { lens } = request.query as { lens?: string }
      const { name } = request.params
      const wanted = { definitions, lens: lensOf(lens), log: request.log, only: name }
      const { tiles } = await readWorkbench(await contextOf(request), wanted)
      if (!tiles[0]) throw notFound('tile')
      return tiles[0]
    },
  )
  server.put<{ Params: { lens: string } }>(
    '/api/workbench/layout/:lens',
    says({ id: 'workbench.arrange', body: layoutSchema }),
    async (request, reply) => {
      const ctx = await contextOf(request)
      const lens = lensOf(request.params.lens)
      if (!lens) throw notFound('lens')
      const layout = parseBody(layoutSchema, request.body)
      await inTransaction(ctx, trx => writeLayout(trx, lens, layout))
      return reply.status(204).send()
    },
  )
  server.delete<{ Params: { lens: string } }>(
    '/api/workbench/layout/:lens',
    says({ id: 'workbench.standard' }),
    async (request, reply) => {
      const ctx = await contextOf(request)
      const lens = lensOf(request.params.lens)
      if (!lens) throw notFound('lens')
      await inTransaction(ctx, trx => writeLayout(trx, lens, null))
      return reply.status(204).send()
    },
  )
}
