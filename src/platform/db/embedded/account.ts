import { readFile, realpath, stat } from 'node:fs/promises'
import { dirname } from 'node:path'
import { Problem } from '#platform/errors.ts'

/** An entry of /etc/passwd under which PostgreSQL runs when the program itself is root. */
export interface UnixAccount {
  name: string
  uid: number
  gid: number
}

export const isRoot = (): boolean => process.getuid?.() === 0

/**
 * The account for PostgreSQL, which refuses to run as root: the owner of the cluster when there is one already, else the first of
 * `zhanggui`, `postgres`, `nobody` that the machine knows. `undefined` when we are not root, then PostgreSQL runs as we do.
 */
export const postgresAccount = async (clusterFolder: string): Promise<UnixAccount | undefined> => {
  if (!isRoot()) return undefined
  const accounts = await readAccounts()
  const owner = await stat(clusterFolder).then(
    found => found.uid,
    () => 0,
  )
  const account =
    accounts.find(entry => entry.uid === owner && owner !== 0) ??
    ['zhanggui', 'postgres', 'nobody'].map(name => accounts.find(entry => entry.name === name)).find(Boolean)
  if (!account) throw new Problem(500, 'database.no_account')
  return account
}

/** May this account enter every folder above `path` and read it? Looks at the mode bits, as the kernel does for everyone but root. */
export const canReach = async (path: string, account: UnixAccount): Promise<boolean> => {
  let place = await realpath(path)
  if (!(await allows(place, account, 0o5))) return false
  while (place !== '/') {
    place = dirname(place)
    if (!(await allows(place, account, 0o1))) return false
  }
  return true
}

const allows = async (path: string, account: UnixAccount, bits: number): Promise<boolean> => {
  const { uid, gid, mode } = await stat(path)
  const shift = uid === account.uid ? 6 : gid === account.gid ? 3 : 0
  return ((mode >> shift) & bits) === bits
}

const readAccounts = async (): Promise<UnixAccount[]> => {
  const text = await readFile('/etc/passwd', 'utf8')
  return text
    .split('\n')
    .map(line => line.split(':'))
    .filter(parts => parts.length >= 7)
    .map(([name = '', , uid, gid]) => ({ name, uid: Number(uid), gid: Number(gid) }))
}
