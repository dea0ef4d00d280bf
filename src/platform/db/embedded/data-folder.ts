import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { access, chmod, constants, mkdir, readFile, writeFile } from 'node:fs/promises'
import { userInfo } from 'node:os'
import { basename, dirname, join, resolve } from 'node:path'
import { Problem } from '#platform/errors.ts'
import { canReach, isRoot, postgresAccount } from './account.ts'

/** Where the data of a clone lie when root runs it and `./data` is not a place that PostgreSQL's account can use. */
const ROOT_HOME = '/var/lib/zhanggui'

/**
 * The folder in which the data really lie, made when missing.
 *
 * `wanted` itself, unless (1) `wanted/location` names another one, or (2) we are root and either nobody chose `wanted` on purpose
 * (`chosen` false) or PostgreSQL's account cannot enter it: then `/var/lib/zhanggui/<clone id>`, and `wanted/location` says so.
 */
export const dataFolder = async (wanted: string, chosen: boolean): Promise<string> => {
  const here = resolve(wanted)
  const told = await readLocation(here)
  if (told) return enter(told, here)
  await makeFolder(here)
  if (!isRoot() || existsSync(join(here, 'postgresql'))) return here
  if (chosen) {
    await chmod(here, 0o711)
    const account = await postgresAccount(join(here, 'postgresql'))
    if (account && (await canEnter(here, account))) return here
  }
  const there = join(ROOT_HOME, cloneId(here))
  await mkdir(ROOT_HOME, { recursive: true, mode: 0o755 })
  await mkdir(there, { recursive: true, mode: 0o711 })
  await chmod(there, 0o711)
  await writeFile(join(here, 'location'), `${there}\n`)
  return there
}

/** The folder that `wanted` stands for, without making anything: `undefined` when there are no data yet. */
export const existingDataFolder = async (wanted: string): Promise<string | undefined> => {
  const here = resolve(wanted)
  const place = (await readLocation(here)) ?? here
  return existsSync(join(place, 'postgresql')) ? place : undefined
}

const readLocation = async (folder: string): Promise<string | undefined> => {
  const file = join(folder, 'location')
  if (!existsSync(file)) return undefined
  return (await readFile(file, 'utf8')).trim()
}

const enter = async (place: string, toldBy: string): Promise<string> => {
  try {
    if (isRoot()) await mkdir(place, { recursive: true, mode: 0o711 })
    await access(place, constants.W_OK)
  } catch (cause) {
    throw new Problem(500, 'data.elsewhere', { params: { place, toldBy, user: userInfo().username }, cause })
  }
  return place
}

const makeFolder = async (folder: string): Promise<void> => {
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 })
    await access(folder, constants.W_OK)
  } catch (cause) {
    throw new Problem(500, 'data.not_writable', { params: { folder, user: userInfo().username }, cause })
  }
}

/** Only the way in counts here: what lies inside gets an owner of its own. */
const canEnter = async (folder: string, account: { name: string; uid: number; gid: number }): Promise<boolean> =>
  canReach(dirname(folder), account).then(async reach => reach || canReach(folder, account))

const cloneId = (folder: string): string => {
  const name = basename(dirname(folder)).replace(/[^\p{L}\p{N}._-]/gu, '') || 'clone'
  return `${name}-${createHash('sha256').update(folder).digest('hex').slice(0, 8)}`
}
