import { sql } from 'kysely'
import { forgetActors } from '#platform/access/load-actor.ts'
import { newId } from '#platform/db/id.ts'
import type { TestCompany } from '#test/harness/company.ts'
import type { PersonName } from '#test/harness/people.ts'
import { uploadFile } from '#test/harness/upload.ts'
import {
  type Dice,
  dayFrom,
  fixedGrants,
  type Noun,
  type PersonModel,
  randomRole,
  type RecordModel,
  type World,
} from './world.ts'

/** Who acts in a random company; chen makes everything and stays administrator. */
export const actors: PersonName[] = ['li', 'wang', 'zhao', 'qian']

/** Fills a company with random departments, people, roles, teams and records, and says what it made. */
export async function makeWorld(company: TestCompany, dice: Dice): Promise<World> {
  const { db } = company
  const { chen } = company.as
  const today = new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Shanghai' }).format(new Date())
  const departments: World['departments'] = []
  for (const name of ['甲部', '乙部', '丙部', '丁部', '戊部']) {
    const parent = departments.length > 0 && dice.chance(0.75) ? dice.of(departments).id : null
    departments.push({ id: (await chen.post('/api/departments', { name, parent })).id, parent })
  }
  const roles: World['roles'] = []
  for (const [index, name] of ['一', '二', '三', '四'].entries()) {
    const { grants: drawn, fields } = randomRole(dice)
    const grants = { ...drawn, ...fixedGrants[index] }
    const { id } = await chen.post('/api/roles', { name: { zh: name, en: name }, grants, fieldRights: fields })
    roles.push({ id, grants, fields })
  }
  const people: PersonModel[] = []
  const others = await Promise.all(['周', '吴', '郑'].map(async name => (await chen.post('/api/users', { name })).id))
  for (const id of [...actors.map(name => company.as[name].id), ...others]) {
    const superior = people.length > 0 && dice.chance(0.7) ? dice.of(people).id : null
    const department = dice.chance(0.85) ? dice.of(departments).id : null
    await sql`update users set superior_id = ${superior}, department_id = ${department} where id = ${id}`.execute(db)
    await sql`delete from user_roles where user_id = ${id}`.execute(db)
    const own = roles.filter(() => dice.chance(0.45)).map(role => role.id)
    for (const role of own) await sql`insert into user_roles values (${id}, ${role})`.execute(db)
    people.push({ id, superior, department, roles: own })
  }
  const memberships: World['memberships'] = []
  for (const { id: user } of people)
    if (dice.chance(0.6)) {
      const from = dice.of([null, dayFrom(today, -30), today, dayFrom(today, 1)])
      const until = dice.of([null, dayFrom(today, -1), today, dayFrom(today, 30)])
      const department = dice.of(departments).id
      memberships.push({ user, department, from, until })
      await sql`insert into department_members (id, user_id, department_id, from_on, until_on)
        values (${newId()}, ${user}, ${department}, ${from}::date, ${until}::date)`.execute(db)
    }
  const world: World = {
    today,
    departments,
    people,
    roles,
    memberships,
    teams: [],
    approvers: [],
    records: [],
    files: [],
    leads: [],
    sharedView: '',
  }
  await makeRecords(company, world, dice)
  await makeBeside(company, world)
  for (const { id: record, noun } of world.records)
    for (const name of actors)
      if (dice.chance(0.22)) {
        const user = company.as[name].id
        const until = dice.of([null, dayFrom(today, -1), today, dayFrom(today, 1)])
        const access = dice.of(['read', 'edit'] as const)
        world.teams.push({ noun, record, user, access, until })
        await sql`insert into team_members (object, record_id, user_id, access, until_on)
          values (${noun}, ${record}, ${user}, ${access}, ${until}::date)`.execute(db)
      }
  await makeApprovals(company, world, dice)
  forgetActors(db)
  return world
}

/** Rounds that are over, of customers: who was asked in them reads on. */
async function makeApprovals({ db, as }: TestCompany, world: World, dice: Dice): Promise<void> {
  for (const { id: record, noun } of world.records.filter(one => one.noun === 'customer'))
    for (const name of actors)
      if (dice.chance(0.12)) {
        const user = as[name].id
        world.approvers.push({ record, user })
        await sql`
          with round as (insert into approvals (id, object, record_id, round, state, rules, "values", digest, requested_at)
              values (gen_random_uuid(), ${noun}, ${record}, 1, 'withdrawn', '{}', '{}', '', now()) returning id),
            step as (insert into approval_steps (id, approval_id, position, kind, mode, state, said)
              select gen_random_uuid(), id, 1, 'people', 'any', 'closed', '{}' from round returning id, approval_id)
          insert into approval_tasks (id, approval_id, step_id, object, record_id, user_id, turn, state)
            select gen_random_uuid(), approval_id, id, ${noun}, ${record}, ${user}, 1, 'closed' from step`.execute(db)
      }
}

/** A file on some records, and a view for everybody. */
async function makeBeside(company: TestCompany, world: World): Promise<void> {
  const { chen } = company.as
  for (const { id: record, noun } of world.records.filter((one, index) => index % 4 === 0 && !one.isRemoved)) {
    const { id } = await uploadFile(chen, '附件.txt', record)
    await chen.post(`/api/${noun === 'customer' ? 'customers' : 'opportunities'}/${record}/files`, { file: id })
    world.files.push({ id, record })
  }
  const filter = {
    and: [
      { field: 'employees', op: 'gte', value: 100_108 },
      { field: 'taxNo', op: 'notEmpty' },
    ],
  }
  const share = { to: 'all', roles: [], departments: [] }
  const view = { object: 'customer', label: '大客户', filter, sort: ['-employees'], share }
  world.sharedView = (await chen.post('/api/views', view)).id
  await chen.put(`/api/segments/${world.sharedView}`)
  for (const [index, { id: customer, noun }] of world.records.entries())
    if (noun === 'customer' && index % 4 === 1) {
      const owner = world.people[index % world.people.length]?.id ?? ''
      const { id } = await chen.post('/api/leads', { name: `转化线索${index}`, owner })
      const { id: file } = await uploadFile(chen, '名片.txt', `${id}`)
      await chen.post(`/api/leads/${id}/files`, { file })
      await chen.post(`/api/leads/${id}/conversion`, { customer: { id: customer }, contact: null, opportunity: null })
      world.leads.push({ id, owner, customer, file })
    }
}

/** Each value names its record and its field, so that a leak anywhere tells what leaked. */
async function makeRecords(company: TestCompany, world: World, dice: Dice): Promise<void> {
  const { chen } = company.as
  const { id: product } = await chen.post('/api/products', { name: '产品' })
  const owners = world.people.map(person => person.id)
  const make = async (noun: Noun, number: number): Promise<void> => {
    const owner = dice.chance(0.08) ? null : dice.of(owners)
    const code = `${noun === 'customer' ? 1 : 2}${String(number).padStart(2, '0')}`
    const customers = world.records.filter(record => record.noun === 'customer' && !record.isRemoved)
    const customer = noun === 'opportunity' && dice.chance(0.8) ? dice.of(customers).id : null
    const values: Record<string, unknown> =
      noun === 'customer'
        ? {
            name: `星海客户${code}号`,
            phones: [{ raw: `1380013${code}7` }],
            taxNo: `TAXNO0000000${code}X`,
            employees: 100_000 + Number(code),
            remark: `备注秘密${code}末`,
            level: dice.of(['a', 'b', 'c']),
          }
        : {
            name: `星海商机${code}号`,
            amount: `7${code}.00`,
            need: `需求秘密${code}末`,
            expectedCloseOn: `2031-0${1 + dice.below(9)}-1${dice.below(9)}`,
          }
    const unitPrice = noun === 'opportunity' ? `5${code}.5` : null
    const lines = unitPrice ? { lines: [{ product, quantity: '1', unitPrice }] } : {}
    const path = noun === 'customer' ? 'customers' : 'opportunities'
    const { id } = await chen.post(`/api/${path}`, { ...values, ...lines, owner, ...(customer ? { customer } : {}) })
    const isRemoved = dice.chance(0.08) && noun === 'opportunity'
    // The past holds values of its own, by which history could tell what today's fields hide.
    if (dice.chance(0.7)) {
      for (const field of ['name', noun === 'customer' ? 'remark' : 'need'])
        values[field] = `昔日${String(values[field])}`
      const { name, remark, need } = values
      await chen.patch(`/api/${path}/${id}`, noun === 'customer' ? { name, remark } : { name, need })
    }
    if (isRemoved) await chen.delete(`/api/${path}/${id}`)
    world.records.push({ id, noun, owner, isRemoved, values, customer, unitPrice } satisfies RecordModel)
  }
  for (let number = 0; number < 22; number++) await make('customer', number)
  for (let number = 0; number < 16; number++) await make('opportunity', number)
}
