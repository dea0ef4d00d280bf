import { sql } from 'kysely'
import { newId } from '../db/id.ts'
import type { Queryable } from '../db/server.ts'
import { notFound } from '../errors.ts'
import type { Secrets } from '../secrets/secrets.ts'
import type { RobotTarget } from './post-robot.ts'
import type { Vendor } from './robot-address.ts'

/** A group's robot as its settings page shows it; address and secret do not come back. */
export interface Robot {
  id: string
  name: string
  vendor: Vendor
  kinds: string[]
  showsTitles: boolean
  isActive: boolean
  hasSecret: boolean
  /** What became of the last message: when, and why not. */
  last: { at: string; state: 'waiting' | 'sent' | 'failed'; error: string | null } | null
}

export interface RobotInput {
  name: string
  vendor: Vendor
  kinds: string[]
  showsTitles: boolean
  isActive: boolean
  /** Left out: as it is. */
  address?: string | undefined
  secret?: string | null | undefined
}

/** All robots of the company, in the order in which they came. */
export async function readRobots(db: Queryable): Promise<Robot[]> {
  const { rows } = await sql<Robot>`
    select r.id, r.name, r.vendor, r.kinds, r.shows_titles as "showsTitles", r.is_active as "isActive",
      r.secret is not null as "hasSecret",
      (select jsonb_build_object('at', coalesce(d.sent_at, d.created_at), 'state', d.state, 'error', d.error)
        from notice_deliveries d where d.robot_id = r.id order by d.created_at desc limit 1) as last
    from robots r order by r.created_at, r.id`.execute(db)
  return rows
}

/** Keeps a robot: a new one without `id`. What is not given of address and secret stays. Gives its id. @throws Problem 404 */
export async function writeRobot(
  db: Queryable,
  secrets: Secrets,
  { id = null, ...robot }: RobotInput & { id?: string | null },
): Promise<string> {
  const { name, vendor, kinds, showsTitles, isActive } = robot
  const address = robot.address === undefined ? null : await secrets.seal(robot.address)
  const secret = robot.secret ? await secrets.seal(robot.secret) : null
  if (id === null) {
    const made = newId()
    await sql`insert into robots (id, name, vendor, address, secret, kinds, shows_titles, is_active)
      values (${made}::uuid, ${name}, ${vendor}, ${address}, ${secret}, ${kinds}::text[], ${showsTitles}, ${isActive})`.execute(
      db,
    )
    return made
  }
  const { rows } = await sql`update robots set name = ${name}, vendor = ${vendor}, kinds = ${kinds}::text[],
      shows_titles = ${showsTitles}, is_active = ${isActive}, address = coalesce(${address}, address),
      secret = case when ${robot.secret === undefined} then secret else ${secret}::bytea end
    where id = ${id}::uuid returning id`.execute(db)
  if (!rows[0]) throw notFound('robot')
  return id
}

/** @throws Problem 404 */
export async function removeRobot(db: Queryable, id: string): Promise<void> {
  const { rows } = await sql`delete from robots where id = ${id}::uuid returning id`.execute(db)
  if (!rows[0]) throw notFound('robot')
}

/** Where a robot is and how it signs. @throws Problem 404, `secret.other_key` */
export async function robotTarget(
  db: Queryable,
  secrets: Secrets,
  id: string,
): Promise<RobotTarget & { name: string; showsTitles: boolean }> {
  const { rows } = await sql<{
    name: string
    vendor: Vendor
    address: Buffer
    secret: Buffer | null
    shows_titles: boolean
  }>`
    select name, vendor, address, secret, shows_titles from robots where id = ${id}::uuid`.execute(db)
  const robot = rows[0]
  if (!robot) throw notFound('robot')
  return {
    name: robot.name,
    vendor: robot.vendor,
    address: await secrets.open(robot.address),
    secret: robot.secret ? await secrets.open(robot.secret) : null,
    showsTitles: robot.shows_titles,
  }
}
