import { sql } from 'kysely'
import { badRequest } from '#platform/errors.ts'
import { isDatePreset, periodBounds } from '#platform/query/periods.ts'
import type { NamedCondition } from '#platform/records/module.ts'

/** The actor takes part, whoever's event it is. */
export const participates: NamedCondition = {
  from: ['participants'],
  sql: (ctx, _asked, alias) => sql<boolean>`exists (select from event_participants p
    where p.event_id = ${sql.ref(`${alias}.id`)} and p.deleted_at is null and p.user_id = ${ctx.actor.userId}::uuid)`,
}

/**
 * Some time of it lies on the day that the preset names (`today`, `tomorrow`, `yesterday`), by the company's clock: the event itself while
 * it lasts, or a time of its rule that was neither moved nor dropped.
 */
export const takesPlace: NamedCondition = {
  from: ['startsAt', 'endsAt', 'repeats'],
  sql: (ctx, asked, alias) => {
    const preset = isDatePreset(asked.value) ? asked.value : null
    if (asked.op !== 'preset' || preset === null) throw badRequest('filter.bad_value', { field: asked.field })
    const { fromDay: day, from, until } = periodBounds(preset, ctx.company, ctx.now())
    const column = (name: string) => sql.ref(`${alias}.${name}`)
    const zone = sql`${ctx.company.timeZone}::text`
    const first = sql`(${column('starts_at')} at time zone ${zone})::date`
    const step = sql`greatest(1, coalesce(${column('every')}, 1))::int`
    return sql<boolean>`(
      (${column('starts_at')} < ${until}::timestamptz and ${column('ends_at')} > ${from}::timestamptz
        and not exists (select from event_exceptions x where x.event_id = ${column('id')} and x.deleted_at is null
          and x.starts_at = ${column('starts_at')}))
      or (coalesce(${column('repeats')}, 'never') <> 'never' and ${first} < ${day}::date
        and (${column('until')} is null or ${day}::date <= ${column('until')})
        and not exists (select from event_exceptions x where x.event_id = ${column('id')} and x.deleted_at is null
          and (x.starts_at at time zone ${zone})::date = ${day}::date)
        and exists (select from (
            select g::date as on_day, count(*) over (order by g) as number
            from generate_series(${first}::timestamp, ${day}::timestamp, interval '1 day') g
            where case ${column('repeats')}
              when 'daily' then (g::date - ${first}) % ${step} = 0
              when 'weekly' then ((g::date - date_trunc('week', ${first}::timestamp)::date) / 7) % ${step} = 0
                and (array['mo','tu','we','th','fr','sa','su'])[extract(isodow from g)::int] = any(
                  coalesce(nullif(${column('weekdays')}, '{}'),
                    array[(array['mo','tu','we','th','fr','sa','su'])[extract(isodow from ${first})::int]]))
              when 'monthly' then extract(day from g) = extract(day from ${first})
                and ((extract(year from g) - extract(year from ${first})) * 12
                  + extract(month from g) - extract(month from ${first}))::int % ${step} = 0
              when 'yearly' then to_char(g, 'MMDD') = to_char(${first}, 'MMDD')
                and (extract(year from g) - extract(year from ${first}))::int % ${step} = 0
              else false end) as times
          where times.on_day = ${day}::date and (${column('times')} is null or times.number <= ${column('times')}))))`
  },
}
