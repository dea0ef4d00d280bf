#!/usr/bin/env node
// npm run check [-- --root DIR] [-- --only NAME[,NAME]]: every check, each with its time, all of them even when one fails.
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'

const here = join(import.meta.dirname ?? new URL('.', import.meta.url).pathname, '..')

// The checks are TypeScript and run as they are, which needs the project's own Node 24; any older one hands over.
if (Number(process.versions.node.split('.')[0]) < 24) {
  const own = join(here, 'node_modules', '.bin', 'node')
  if (!existsSync(own)) {
    console.error('The packages are not installed yet: run `npm ci` first.')
    process.exit(1)
  }
  const { status } = spawnSync(own, process.argv.slice(1), { stdio: 'inherit' })
  process.exit(status ?? 1)
}

const steps = [
  { name: 'format', load: async () => (await import('./check/tools.ts')).checkFormat },
  { name: 'lint', load: async () => (await import('./check/tools.ts')).checkLint },
  { name: 'types', load: async () => (await import('./check/tools.ts')).checkTypes },
  { name: 'boundaries', load: async () => (await import('./check/boundaries.ts')).checkBoundaries },
  { name: 'writes', load: async () => (await import('./check/writes.ts')).checkWrites },
  { name: 'dead code', load: async () => (await import('./check/tools.ts')).checkDeadCode },
  { name: 'migrations', load: async () => (await import('./check/migrations.ts')).checkMigrations },
  { name: 'messages', load: async () => (await import('./check/messages.ts')).checkMessages },
  { name: 'docs', load: async () => (await import('./check/docs.ts')).checkDocs },
]

const root = resolve(option('--root') ?? here)
const only = option('--only')?.split(',')
const unknown = only?.filter(name => !steps.some(step => step.name === name)) ?? []
if (unknown.length > 0) {
  console.error(`No check is called ${unknown.join(', ')}. There are: ${steps.map(step => step.name).join(', ')}.`)
  process.exit(1)
}

const failed = []
for (const { name, load } of steps.filter(step => !only || only.includes(step.name))) {
  const started = performance.now()
  let findings = []
  let saw = ''
  try {
    const check = await load()
    ;({ findings, saw } = await check(root))
  } catch (error) {
    findings = [error instanceof Error ? (error.stack ?? error.message) : String(error)]
  }
  const seconds = ((performance.now() - started) / 1000).toFixed(1).padStart(5)
  if (findings.length > 0) failed.push(name)
  console.log(`${findings.length === 0 ? 'ok    ' : 'FAILED'} ${name.padEnd(11)} ${seconds} s  ${saw}`)
  for (const finding of findings) console.log(`  ${finding.replaceAll('\n', '\n  ')}`)
}
console.log(failed.length === 0 ? 'All checks passed.' : `Failed: ${failed.join(', ')}.`)
// A check may have started a database whose sockets linger; the work is done, so the program ends here.
process.exit(failed.length === 0 ? 0 : 1)

function option(name) {
  const at = process.argv.indexOf(name)
  return at < 0 ? undefined : process.argv[at + 1]
}
