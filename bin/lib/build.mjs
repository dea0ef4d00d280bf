import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { node24, root } from './paths.mjs'

const out = join(root, 'dist', 'web')
const stamp = join(root, 'dist', 'web', '.built-from')

/** Builds the browser's part into dist/web when anything that it reads has changed since the last time (by content). */
export function buildWeb({ always = false } = {}) {
  if (!existsSync(join(root, 'vite.config.ts'))) return
  const wanted = fingerprint()
  if (!always && existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return
  console.log('正在构建网页 / Building the pages')
  const making = `${out}.${process.pid}`
  const vite = join(root, 'node_modules', 'vite', 'bin', 'vite.js')
  const { status } = spawnSync(node24(), [vite, 'build', '--outDir', making, '--emptyOutDir', '--logLevel', 'warn'], {
    cwd: root,
    stdio: ['ignore', 'inherit', 'inherit'],
  })
  if (status !== 0) {
    rmSync(making, { recursive: true, force: true })
    console.error('网页构建失败，见上 / Building the pages failed, see above.')
    process.exit(1)
  }
  writeFileSync(join(making, '.built-from'), wanted)
  // Whole or not at all: a build that broke off leaves the former pages.
  rmSync(out, { recursive: true, force: true })
  renameSync(making, out)
}

/** What the browser's part is made of; the same rule as the boundary check's: what the browser may read. */
function isForBrowser(path) {
  return (
    path.startsWith('src/web/') ||
    /^src\/modules\/[^/]+\/web\//.test(path) ||
    /^src\/platform\/(objects|fields|i18n)\//.test(path) ||
    /\.(object|verbs|rules)\.ts$/.test(path) ||
    /\/messages\.\w+\.ts$/.test(path)
  )
}

function fingerprint() {
  const sources = filesBelow(join(root, 'src')).filter(
    file => isForBrowser(relative(root, file)) && !/\.test\.tsx?$/.test(file),
  )
  const roots = ['package-lock.json', 'vite.config.ts', 'tsconfig.json', 'index.html'].map(name => join(root, name))
  const hash = createHash('sha256')
  for (const file of [...sources, ...roots].sort()) {
    if (existsSync(file))
      hash
        .update(`${relative(root, file)}\0`)
        .update(readFileSync(file))
        .update('\0')
  }
  return hash.digest('hex')
}

function filesBelow(folder) {
  return readdirSync(folder, { withFileTypes: true }).flatMap(entry => {
    const path = join(folder, entry.name)
    return entry.isDirectory() ? filesBelow(path) : [path]
  })
}
