import { type RawBuilder, sql } from 'kysely'
import { dayAt } from '#platform/fields/index.ts'
import { translate } from '#platform/i18n/index.ts'
import type { NoticeKind, TimedNotice } from '#platform/notify/notice-kinds.ts'
import type { Context } from '#platform/records/index.ts'
import type { NamedCondition } from '#platform/records/module.ts'
import { allOf, type TileDefinition } from '#platform/workbench/define-tile.ts'
import { type BirthdayKey, birthdaysWithin, keptOn } from './birthdays.ts'

/** How far the workbench looks ahead, in days. */
const shownDays = 7
/** Nobody is told in the night: a day begins at half past eight. */
const morningMs = 8.5 * 3_600_000

/** Has a birthday within so many days from today: `{ field: 'hasBirthday', op: 'is', value: 7 }`. */
export const hasBirthday: NamedCondition = {
  from: ['birthday'],
  sql: (ctx, asked, alias) => {
    const days = typeof asked.value === 'number' ? Math.min(Math.max(Math.trunc(asked.value), 0), 60) : shownDays
    return isKept(sql.ref(`${alias}.birthday`), birthdaysWithin(todayOf(ctx), days))
  },
}

export const birthdayTiles: TileDefinition[] = [
  {
    kind: 'rows',
    name: 'contacts.birthdays',
    object: 'contact',
    lenses: ['own', 'team'],
    order: 45,
    place: 'side',
    filter: (_ctx, { whose }) => allOf(whose(), { field: 'hasBirthday', op: 'is', value: shownDays }),
    sort: ['name'],
    fields: ['customer', 'birthday', 'owner'],
    deeds: [{ log: true }],
    note: (ctx, ids) => whenKept(ctx, 'contacts', ids),
  },
  {
    kind: 'rows',
    name: 'contacts.personBirthdays',
    object: 'customer',
    lenses: ['own', 'team'],
    order: 46,
    place: 'side',
    // A company that sells to companies has none.
    isGoneWhenEmpty: true,
    filter: (_ctx, { whose }) =>
      allOf(
        whose(),
        { field: 'hasBirthday', op: 'is', value: shownDays },
        { field: 'kind', op: 'in', value: ['person'] },
      ),
    sort: ['name'],
    fields: ['birthday', 'owner'],
    deeds: [{ log: true }],
    note: (ctx, ids) => whenKept(ctx, 'customers', ids),
  },
]

export const birthdayNoticeKinds: readonly NoticeKind[] = [
  { name: 'birthday.soon', ways: { inProduct: true, inBrowser: false, byMail: false }, isForGroups: false },
]

/** Owners hear of birthdays of contacts, and of customers who are persons, as many days ahead as the company says. */
export const birthdayTimed: readonly TimedNotice[] = [
  {
    name: 'birthday.soon',
    due: async ctx => {
      const { rows: settings } = await sql<{
        days: number
      }>`select birthday_days as days from follow_up_settings`.execute(ctx.db)
      const today = dayAt(new Date(ctx.now().getTime() - morningMs), ctx.company.timeZone)
      const keys = birthdaysWithin(today, settings[0]?.days ?? 0)
      const kept = isKept(sql.ref('r.birthday'), keys)
      const { rows } = await sql<{ object: string; id: string; owner_id: string; birthday: string }>`
        select 'contact' as object, r.id, r.owner_id, r.birthday from contacts r
          where r.deleted_at is null and r.owner_id is not null and r.birthday is not null and ${kept}
        union all select 'customer', r.id, r.owner_id, r.birthday from customers r
          where r.deleted_at is null and r.owner_id is not null and r.birthday is not null and ${kept}`.execute(ctx.db)
      return rows.flatMap(({ object, id, owner_id: owner, birthday }) => {
        const on = keptOn(birthday, keys)
        return on
          ? [
              {
                kind: 'birthday.soon',
                to: [owner],
                about: { object, id },
                params: { on },
                cause: `birthday ${id} ${on}`,
              },
            ]
          : []
      })
    },
  },
]

/** Asked by month and day alone, as the index has them. */
function isKept(birthday: RawBuilder<unknown>, keys: readonly BirthdayKey[]): RawBuilder<boolean> {
  const days = (isLunar: boolean) => keys.filter(key => key.isLunar === isLunar).map(key => key.monthDay)
  return sql<boolean>`("right"(${birthday}, 5) = any(${keys.map(key => key.monthDay)}::text[])
    and case when ${birthday} like 'L%' then "right"(${birthday}, 5) = any(${days(true)}::text[])
      else "right"(${birthday}, 5) = any(${days(false)}::text[]) end)`
}

async function whenKept(
  ctx: Context,
  table: 'contacts' | 'customers',
  ids: readonly string[],
): Promise<Map<string, string>> {
  const { rows } = await sql<{ id: string; birthday: string }>`
    select id, birthday from ${sql.table(table)} where id = any(${[...ids]}::uuid[]) and birthday is not null`.execute(
    ctx.db,
  )
  const keys = birthdaysWithin(todayOf(ctx), shownDays)
  return new Map(
    rows.flatMap(({ id, birthday }) => {
      const on = keptOn(birthday, keys)
      return on ? [[id, translate(ctx.locale, 'tiles.contacts.birthdays.note', { on })] as const] : []
    }),
  )
}

const todayOf = (ctx: Context): string => dayAt(ctx.now(), ctx.company.timeZone)
