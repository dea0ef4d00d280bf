import { dayText, instantAt, isoOf, weekdayOf, workedFrom, workedUntil } from '../days.ts'
import { active, type DemoPerson, type PersonKey, people, sellers } from '../people.ts'
import { officeTasks } from '../words/others.ts'
import type { Account } from './accounts.ts'
import type { Deal } from './deals.ts'
import type { World } from './world.ts'

/** What everybody has on the desk today: tasks due, past their day, done, given to others. */
export function planTasks(world: World): void {
  const evening = instantAt(workedUntil(world.today - 1), 17 * 60 + 50)
  for (const person of active) {
    const { own, given } = officeTasks[person.role] ?? { own: [], given: [] }
    const [today = '', overdue = '', done = '', later = ''] = own
    task(world, person.key, { title: today, at: evening, due: world.today, priority: 'high' })
    task(world, person.key, { title: overdue, at: instantAt(workedUntil(world.today - 9), 600), due: world.today - 3 })
    task(world, person.key, { title: later, at: evening, due: workedFrom(world.today + 3) })
    const id = task(world, person.key, {
      title: done,
      at: instantAt(workedUntil(world.today - 6), 560),
      due: workedUntil(world.today - 2),
    })
    if (id)
      world.add({
        kind: 'act',
        at: instantAt(workedUntil(world.today - 2), 16 * 60),
        by: person.key,
        object: 'task',
        id,
        verb: 'complete',
        input: { result: '已完成' },
      })
    for (const [place, title] of given.entries())
      task(world, person.key, {
        title,
        at: evening,
        due: workedFrom(world.today + place),
        to: receiverOf(world, person),
      })
  }
}

/** To whom somebody gives a task: to whoever works for him, else to whoever leads him. */
function receiverOf({ random }: World, { key, superior, role }: DemoPerson): PersonKey {
  const below = active.filter(person => person.superior === key).map(person => person.key)
  if (below.length > 0) return random.pick(below)
  if (role === 'finance' || role === 'service') return random.pick(sellers).key
  return superior ?? 'chenjing'
}

interface Wanted {
  title: string
  at: number
  due: number
  priority?: string
  to?: PersonKey
}

const task = (world: World, by: PersonKey, { title, at, due, priority = 'normal', to = by }: Wanted): string | null =>
  world.create({ at, by, owner: to, object: 'task' }, { title, dueOn: dayText(due), priority, owner: world.users[to] })

/** Meetings that repeat, and visits of the last weeks, of today and of the coming days. */
export function planEvents(world: World, accounts: readonly Account[]): void {
  planMeetings(world)
  const { random } = world
  for (const { key } of sellers) {
    const own = accounts.filter(({ owner, day }) => owner === key && day < world.today - 20)
    const days = [-9, -6, -2, 0, 0, 1, 3, 6, 9].map(offset => world.today + offset)
    for (const [place, day] of days.entries()) {
      const account = own.length > 0 ? random.pick(own) : null
      if (!account) continue
      // Today's stand whatever day of the week it is.
      const on = day === world.today ? day : workedFrom(day)
      const starts = instantAt(on, [9 * 60 + 30, 14 * 60, 10 * 60, 15 * 60 + 30][place % 4] as number)
      const contact = account.contacts[0]
      world.create(
        { at: instantAt(workedUntil(world.today - 10), 17 * 60 + 20), by: key, object: 'event' },
        {
          title: `${random.pick(['拜访', '方案交流：', '现场勘察：', '季度巡检：'])}${account.brand}`,
          startsAt: isoOf(starts),
          endsAt: isoOf(starts + 5_400_000),
          place: random.pick(['客户现场', '客户会议室', '线上会议', '样板工厂']),
          customer: account.id,
          contact: contact?.id ?? null,
          reminders: ['hour1'],
        },
      )
    }
  }
}

/** The meetings of every week and month. */
function planMeetings(world: World): void {
  const monday = world.firstDay + ((8 - weekdayOf(world.firstDay)) % 7)
  const meetings: [PersonKey, string, number, number, string, readonly PersonKey[]][] = [
    ['zhoujianguo', '销售周会', 0, 9 * 60, '大会议室', people.filter(({ sells }) => sells).map(({ key }) => key)],
    ['wangfang', '华东区晨会', 2, 8 * 60 + 40, '线上会议', ['liqiang', 'zhangwei']],
    ['zhaomin', '华南区晨会', 2, 8 * 60 + 40, '深圳办公室', ['huanglei', 'linxiao']],
    ['sunyue', '市场与销售线索对账', 3, 16 * 60, '小会议室', ['wangfang', 'zhaomin', 'zhengkai']],
    ['wuqian', '回款与开票例会', 4, 15 * 60, '财务室', ['chenjing', 'zhoujianguo']],
    ['zhengkai', '客户问题周清', 4, 11 * 60, '线上会议', ['sunyue']],
    ['chenjing', '管理例会', 0, 14 * 60, '大会议室', ['zhoujianguo', 'wuqian', 'sunyue']],
  ]
  for (const [by, title, offset, minutes, place, participants] of meetings) {
    const starts = instantAt(monday + offset, minutes)
    world.create(
      { at: instantAt(world.firstDay, 10 * 60), by, object: 'event' },
      {
        title,
        startsAt: isoOf(starts),
        endsAt: isoOf(starts + 3_600_000),
        place,
        repeats: 'weekly',
        every: 1,
        participants: participants
          .filter(key => key !== by && active.some(person => person.key === key))
          .map(key => ({ user: world.users[key] })),
        reminders: ['min15'],
      },
    )
  }
}

/** Views that people have made, some of them for all; what each follows; and who helps with large opportunities. */
export function planHabits(world: World, deals: readonly Deal[]): void {
  const at = instantAt(workedUntil(world.today - 30), 9 * 60)
  const nobody = { to: 'nobody', roles: [], departments: [] }
  const all = { ...nobody, to: 'all' }
  const views: [PersonKey, string, Record<string, unknown>][] = [
    [
      'zhoujianguo',
      'opportunity',
      {
        label: '30 万以上在谈',
        filter: {
          and: [
            { field: 'state', op: 'in', value: ['open'] },
            { field: 'amount', op: 'gte', value: '300000' },
          ],
        },
        sort: ['-amount'],
        share: all,
      },
    ],
    [
      'wangfang',
      'opportunity',
      {
        label: '本季度预计成交',
        kind: 'calendar',
        calendarBy: 'expectedCloseOn',
        filter: { field: 'state', op: 'in', value: ['open'] },
        share: all,
      },
    ],
    ['zhaomin', 'opportunity', { label: '停滞商机', filter: { field: 'isSlow', op: 'is', value: true }, share: all }],
    [
      'liqiang',
      'customer',
      { label: '我的 A 类客户', filter: { field: 'level', op: 'in', value: ['a'] }, share: nobody },
    ],
    [
      'sunyue',
      'lead',
      { label: '活动来的线索', filter: { field: 'campaign', op: 'notEmpty' }, sort: ['-createdAt'], share: nobody },
    ],
  ]
  for (const [by, object, view] of views) world.add({ kind: 'view', at, by, object, view })
  planStars(world, at)
  const large = deals
    .filter(({ state, owner }) => state === 'open' && active.some(({ key }) => key === owner))
    .slice(-6)
  for (const { id, opened } of large)
    world.add({
      kind: 'team',
      at: Math.max(at + 7_200_000, instantAt(opened, 19 * 60)),
      by: 'zhoujianguo',
      object: 'opportunity',
      id,
      member: 'zhengkai',
    })
}

/** Which nouns somebody follows records of, by role; of those with an owner one's own unless one sees all. */
const seen: Record<string, readonly string[]> = {
  salesperson: ['customer', 'contact', 'lead', 'opportunity', 'activity', 'task', 'event'],
  salesManager: ['customer', 'contact', 'lead', 'opportunity', 'activity', 'task', 'event'],
  director: ['customer', 'contact', 'lead', 'opportunity', 'activity', 'task', 'event'],
  administrator: ['customer', 'contact', 'lead', 'opportunity', 'activity', 'task', 'event'],
  finance: ['customer', 'contact', 'lead', 'opportunity', 'activity', 'task', 'event'],
  marketing: ['lead', 'activity', 'task', 'event'],
  service: ['customer', 'contact', 'lead', 'opportunity', 'activity', 'task', 'event'],
}
const shared = ['campaign', 'product']
const seesAll = new Set(['director', 'administrator', 'finance', 'service'])
const personal = new Set(['task', 'event', 'activity'])

function planStars(world: World, at: number): void {
  const { random } = world
  const born = new Map(world.steps.map(step => ['id' in step && step.kind === 'create' ? step.id : '', step.at]))
  for (const { key, role } of active) {
    const follow = (object: string, isMine: boolean): void => {
      const found = world.made.filter(one => one.object === object && (!isMine || one.owner === key))
      const chosen = random.shuffled(found).slice(0, object === 'customer' || object === 'opportunity' ? 3 : 1)
      for (const { id } of chosen)
        world.add({ kind: 'star', at: Math.max(at + 3_600_000, (born.get(id) ?? at) + 1000), by: key, object, id })
    }
    for (const object of seen[role] ?? [])
      follow(object, personal.has(object) || !(seesAll.has(role) || (object === 'lead' && role === 'marketing')))
    for (const object of shared) follow(object, false)
  }
}
