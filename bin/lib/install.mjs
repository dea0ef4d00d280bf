import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from './paths.mjs'

const stamp = join(root, 'node_modules', '.zhanggui-installed')

/** Runs `npm ci` when the packages are missing or are not those of package-lock.json; otherwise does nothing, in a few milliseconds. */
export async function install() {
  const wanted = fingerprint()
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return
  if (!isInstalled()) {
    console.log('正在安装依赖 / Installing packages: npm ci')
    const code = await npm(['ci', '--include=dev', '--include=optional', '--no-audit', '--no-fund', '--loglevel=error'])
    if (code !== 0) {
      console.error('npm ci 失败，见上 / npm ci failed, see above.')
      process.exit(1)
    }
  }
  try {
    writeFileSync(stamp, wanted)
  } catch (error) {
    // An installation that belongs to somebody else: it is compared anew at each start.
    if (error.code !== 'EACCES' && error.code !== 'EROFS') throw error
  }
}

function fingerprint() {
  return createHash('sha256')
    .update(readFileSync(join(root, 'package-lock.json')))
    .digest('hex')
}

/** What npm says it installed, against what the lockfile asks for; packages for other machines may be missing. */
export function isInstalled() {
  const hidden = join(root, 'node_modules', '.package-lock.json')
  if (!existsSync(hidden)) return false
  const wanted = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')).packages
  const found = JSON.parse(readFileSync(hidden, 'utf8')).packages
  return Object.entries(wanted).every(([path, entry]) => {
    if (path === '') return true
    if (found[path]) return found[path].version === entry.version && existsSync(join(root, path))
    return Boolean(entry.optional || entry.devOptional) && !isMeantForHere(entry)
  })
}

/** Optional packages are binaries for one kind of machine, or what such a binary stands on: the latter names no machine. */
function isMeantForHere({ os, cpu, libc }) {
  if (!os && !cpu) return false
  const names = value => (Array.isArray(value) ? value : value ? [value] : undefined)
  const fits = (list, value) => !list || list.includes(value)
  const isGlibc = process.report.getReport().header.glibcVersionRuntime !== undefined
  return (
    fits(names(os), process.platform) && fits(names(cpu), process.arch) && fits(names(libc), isGlibc ? 'glibc' : 'musl')
  )
}

/** The npm that runs us, when one does. A signal reaches npm too, and we end only when it has: half an installation is none. */
function npm(args) {
  const script = process.env.npm_execpath
  const [command, first] = script?.endsWith('.js') ? [process.execPath, [script]] : ['npm', []]
  const child = spawn(command, [...first, ...args], { cwd: root, stdio: ['ignore', 'inherit', 'inherit'] })
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP']
  const pass = signal => child.kill(signal)
  for (const signal of signals) process.on(signal, pass)
  return new Promise(done => {
    child.on('error', error => {
      console.error(error.message)
      done(1)
    })
    child.on('exit', code => {
      for (const signal of signals) process.off(signal, pass)
      done(code ?? 1)
    })
  })
}
