import { sql } from 'kysely'
import { may } from '../access/actor.ts'
import { listKeys } from '../auth/api-keys.ts'
import type { Queryable } from '../db/server.ts'
import { hasMessage, translate } from '../i18n/index.ts'
import { objectOf } from '../objects/catalog.ts'
import { fieldLabel } from '../overlay/field-words.ts'
import type { Context } from '../records/context.ts'
import { titlesOf } from '../records/titles.ts'
import { countHeld } from './count-held.ts'
import type { Handover } from './handover.ts'
import type { HandoverDescription, HandoverLeft } from './handover-description.ts'
import { heldFields } from './held-fields.ts'
import './words.ts'

/** How many refused records are named. */
const mostNamed = 200

interface Problemed {
  code: string
  params?: Record<string, unknown>
}

/** A handover in words for whoever may hand over for that person. `control` knows the keys of programs. */
export async function describeHandover(
  ctx: Context,
  handover: Handover,
  control: Queryable,
): Promise<HandoverDescription> {
  const { id, leaverId, plan, state } = handover
  const { rows } = await sql<{ state: string | null; superior_id: string | null }>`
    select state, superior_id from users where id = ${leaverId}::uuid`.execute(ctx.db)
  const leaver = rows[0]
  const handed = await handedOf(ctx, id)
  const named = await titlesOf(ctx, objectOf(ctx.catalog, 'user'), [
    ...new Set([
      leaverId,
      ...(leaver?.superior_id ? [leaver.superior_id] : []),
      ...peopleIn(plan),
      ...handed.map(one => one.to),
      ...handover.given.map(one => one.to),
    ]),
  ])
  const person = (userId: string) => ({ id: userId, title: named.get(userId) ?? '' })
  // What came to him after the end is of his next handover.
  const isAsked = state === 'open' || state === 'running'
  const kinds = isAsked ? await countHeld(ctx, leaverId) : []
  const { refused, refusedCount } = await refusedOf(ctx, id)
  return {
    id,
    leaver: person(leaverId),
    hasLeft: leaver?.state === 'left',
    state,
    kinds: kinds.map(kind => ({
      ...kind,
      suggested: kind.kind === 'user.superior' && leaver?.superior_id ? person(leaver.superior_id) : null,
    })),
    keys: isAsked ? (await listKeys(control, { companyId: ctx.company.id, userId: leaverId })).length : 0,
    handed: [
      ...handed.map(({ object, field, to, count }) => ({
        kind: `${object}.${field}`,
        label: labelOf(ctx, object, field),
        to: person(to),
        count,
      })),
      ...handover.given.flatMap(({ name, to, given }) =>
        Array.isArray(given) && given.length > 0
          ? [
              {
                kind: `holding.${name}`,
                label: translate(ctx.locale, `holdings.${name}`),
                to: person(to),
                count: given.length,
              },
            ]
          : [],
      ),
    ],
    plan,
    people: peopleIn(plan).map(person),
    total: handover.total,
    done: Math.min(handover.done, handover.total),
    refusedCount,
    refused,
    kept: await leftInWords(
      ctx,
      handover.kept.slice(0, mostNamed).map(one => ({ ...one, problem: { code: `bulk.kept.${one.reason}` } })),
    ),
    problem: handover.problem ? { code: handover.problem.code, message: words(ctx, '', handover.problem) } : null,
    leavesOn: handover.leavesOn,
    mayDeactivate: may(ctx.actor, 'user.update'),
    createdAt: handover.createdAt,
  }
}

/** Everybody whom a plan names. */
const peopleIn = ({ to, kinds }: Handover['plan']): string[] => [
  ...new Set(
    [to, ...Object.values(kinds ?? {}).flatMap(kind => [kind.to, ...(kind.parts ?? []).map(part => part.to)])].flatMap(
      one => one ?? [],
    ),
  ),
]

function labelOf(ctx: Context, object: string, field: string): string {
  const noun = translate(ctx.locale, `${object}.plural`)
  return field === 'owner' ? noun : `${noun} · ${fieldLabel(ctx.catalog, ctx.locale, object, field)}`
}

async function handedOf(ctx: Context, id: string) {
  const { rows } = await sql<{ object: string; field: string; to: string; count: number }>`
    select object, field, to_id as "to", count(*)::int as count from handover_rows
    where handover_id = ${id}::uuid and is_done and problem is null group by 1, 2, 3 order by 4 desc, 3`.execute(ctx.db)
  // As what is still open stands: by the order of the nouns.
  return heldFields(ctx.catalog).flatMap(held =>
    rows.filter(row => row.object === held.object.name && row.field === held.field),
  )
}

async function refusedOf(ctx: Context, id: string): Promise<{ refused: HandoverLeft[]; refusedCount: number }> {
  const { rows } = await sql<{ object: string; id: string; problem: Problemed; whole: number }>`
    select object, record_id as id, problem, count(*) over ()::int as whole from handover_rows
    where handover_id = ${id}::uuid and problem is not null order by object, record_id limit ${mostNamed}`.execute(
    ctx.db,
  )
  return { refused: await leftInWords(ctx, rows), refusedCount: rows[0]?.whole ?? 0 }
}

async function leftInWords(
  ctx: Context,
  left: readonly { object: string; id: string; problem: Problemed }[],
): Promise<HandoverLeft[]> {
  const titles = new Map<string, string>()
  for (const [name, some] of Map.groupBy(left, one => one.object)) {
    const object = ctx.catalog.objects.get(name)
    const ids = some.map(one => one.id)
    for (const [id, title] of object ? await titlesOf(ctx, object, ids) : []) titles.set(id, title)
  }
  return left.map(({ object, id, problem }) => ({
    object,
    id,
    title: titles.get(id) ?? '',
    code: problem.code,
    message: words(ctx, object, problem),
  }))
}

function words(ctx: Context, object: string, { code, params = {} }: Problemed): string {
  const said = hasMessage(ctx.locale, `problems.${code}`) ? translate(ctx.locale, `problems.${code}`, params) : code
  if (typeof params.path !== 'string' || params.path === '' || object === '') return said
  return `${fieldLabel(ctx.catalog, ctx.locale, object, params.path)}: ${said}`
}
