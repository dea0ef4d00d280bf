import { sql } from 'kysely'
import { z } from 'zod'
import { type Considered, consideredWords, whyWords } from '#modules/assignments/index.ts'
import { opportunity } from '#modules/opportunities/index.ts'
import { notFound } from '#platform/errors.ts'
import { isId } from '#platform/fields/index.ts'
import { contextOf } from '#platform/http/context.ts'
import { says } from '#platform/http/describe-route.ts'
import type { ApiServer } from '#platform/http/server.ts'
import { instant, named, text, yesNo } from '#platform/http/shapes.ts'
import { translate } from '#platform/i18n/index.ts'
import { optionLabel } from '#platform/overlay/option-words.ts'
import { type Context, get } from '#platform/records/index.ts'

const assignmentsAnswer = z.object({
  assignments: z.array(
    z.object({
      at: instant,
      deed: z.enum(['owner', 'team', 'members', 'stage']),
      rule: text.nullable(),
      by: named.nullable(),
      why: text,
      members: z.array(z.object({ user: named, duty: text.nullable() })),
      considered: z.array(z.object({ user: named, words: text, isChosen: yesNo })),
    }),
  ),
})

/** `GET /api/opportunities/:id/assignments`: who got it or joined its team by which rule, and why he. */
export function opportunityRuleRoutes(server: ApiServer): void {
  server.get<{ Params: { id: string } }>(
    '/api/opportunities/:id/assignments',
    says({ id: 'opportunities.assignments', answer: assignmentsAnswer, of: ['opportunity'] }),
    async request => {
      const { id } = request.params
      if (!isId(id)) throw notFound('opportunity')
      const ctx = await contextOf(request)
      await get(ctx, opportunity, id)
      return { assignments: await readAssignments(ctx, id) }
    },
  )
}

async function readAssignments(ctx: Context, id: string) {
  const { rows } = await sql<{
    at: Date | string
    deed: 'owner' | 'team' | 'members' | 'stage'
    rule_name: string | null
    by_id: string | null
    by: string | null
    owner_id: string | null
    owner: string | null
    members: { user: { id: string; title: string }; duty: string | null }[]
    considered: { method: string | null; people: Considered[] }
  }>`select a.at, a.deed, a.rule_name, a.by_id, b.name as by, a.owner_id, o.name as owner, a.members, a.considered
    from opportunity_assignments a left join users b on b.id = a.by_id left join users o on o.id = a.owner_id
    where a.opportunity_id = ${id}::uuid order by a.at desc, a.id desc limit 50`.execute(ctx.db)
  return rows.map(row => {
    const members = row.members.map(({ user, duty }) => ({
      user,
      duty: duty === null ? null : optionLabel(ctx, { object: 'sets', field: 'duty' }, duty),
    }))
    const { method, people } = row.considered
    const owner = row.owner_id ? { title: row.owner ?? '' } : null
    const names = members
      .map(({ user, duty }) => (duty ? `${duty} ${user.title}` : user.title))
      .join(translate(ctx.locale, 'assignments.why.comma'))
    return {
      at: new Date(row.at).toISOString(),
      deed: row.deed,
      rule: row.rule_name,
      by: row.by_id ? { id: row.by_id, title: row.by ?? '' } : null,
      why: owner
        ? whyWords(ctx.locale, {
            kind: 'rule',
            rule: { name: row.rule_name ?? '', ...(method ? { method } : {}) },
            user: owner,
            considered: people.filter(one => one.why === 'chosen'),
          })
        : translate(ctx.locale, `opportunityRules.why.${row.deed}`, { rule: row.rule_name ?? '', members: names }),
      members,
      considered: people.map(one => ({
        user: one.user,
        words: consideredWords(ctx.locale, one),
        isChosen: one.why === 'chosen',
      })),
    }
  })
}
