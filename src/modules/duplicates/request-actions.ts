import { sql } from 'kysely'
import { conflict, Problem } from '#platform/errors.ts'
import { isId } from '#platform/fields/index.ts'
import { objectOf } from '#platform/objects/catalog.ts'
import { choice, defineVerb, text } from '#platform/objects/index.ts'
import { type ActionDefinition, type Context, defineAction, get } from '#platform/records/index.ts'
import { redirectOf } from '#platform/records/merging/redirects.ts'
import { changeOne } from '#platform/records/update.ts'
import { putIntoTeam } from '#platform/teams/teams.ts'
import { accessRequest } from './access-request.object.ts'

const open = { field: 'state', values: ['open'] }

const approve = defineVerb({
  object: accessRequest,
  verb: 'approve',
  event: 'approved',
  from: open,
  input: { access: choice({ options: ['read', 'edit'], fixed: true, default: 'edit' }), answer: text({ max: 300 }) },
  tone: 'primary',
})

const refuse = defineVerb({
  object: accessRequest,
  verb: 'refuse',
  event: 'refused',
  from: open,
  input: { answer: text({ max: 300, required: true }) },
  tone: 'danger',
})

/** Who decides must be able to change the record that is asked for: being named in the request gives nothing. */
export const requestActions: ActionDefinition[] = [
  defineAction(approve, async (ctx, request, { access, answer }) => {
    const requester = request.requester?.id ?? ''
    await assertRequesterHere(ctx, requester)
    const given = access === 'read' ? 'read' : 'edit'
    await grant(ctx, {
      noun: String(request.noun),
      record: String(request.record),
      requester,
      kind: request.kind,
      given,
    })
    return {
      changes: { state: 'approved', access: request.kind === 'transfer' ? null : given, answer, ...decided(ctx) },
    }
  }),
  defineAction(refuse, async (ctx, _request, { answer }) => ({
    changes: { state: 'refused', answer, ...decided(ctx) },
    ...(answer ? { reason: answer } : {}),
  })),
]

const decided = (ctx: Context): Record<string, unknown> => ({
  decidedBy: ctx.actor.userId ? { id: ctx.actor.userId, title: ctx.actor.name } : null,
  decidedAt: ctx.now().toISOString(),
})

/** @throws Problem `duplicate.requester_left` (409): there is no field of this form that could be mended */
async function assertRequesterHere(ctx: Context, id: string): Promise<void> {
  const { rows } = await sql<{
    name: string
  }>`select name from users where id = ${id}::uuid and state = 'left'`.execute(ctx.db)
  if (rows[0]) throw conflict('duplicate.requester_left', { name: rows[0].name })
}

interface Grant {
  noun: string
  record: string
  requester: string
  kind: unknown
  given: 'read' | 'edit'
}

async function grant(ctx: Context, { noun, record, requester, kind, given }: Grant): Promise<void> {
  const object = objectOf(ctx.catalog, noun)
  // Nothing is asked for by a request that names no record.
  if (!isId(record)) throw conflict('duplicate.not_reached')
  const id = (await redirectOf(ctx, object, record)) ?? record
  const mayChange = await get(ctx, object, id).then(
    found => found.can.includes('update'),
    (error: unknown) => {
      if (error instanceof Problem && error.status === 404) return false
      throw error
    },
  )
  if (!mayChange) throw conflict('duplicate.not_reached')
  if (kind === 'collaborate') await putIntoTeam(ctx, object, { id, userId: requester, access: given, until: null })
  else
    await changeOne(
      ctx,
      object,
      { id, values: { owner: { id: requester, title: '' } } },
      { verb: 'update', writing: 'byVerb' },
    )
}
