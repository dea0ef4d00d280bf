#!/usr/bin/env node
// npm run check [-- --root DIR] [-- --only NAME[,NAME]]: every check, each with its time, all of them even when one fails.
import { resolve } from 'node:path'
import { handOver } from './lib/hand-over.mjs'
import { install } from './lib/install.mjs'
import { root as here } from './lib/paths.mjs'

const elsewhere = option('--root')
if (elsewhere === undefined) await install()

// The checks are TypeScript and run as they are, which needs the project's own Node 24; an older one hands over.
if (Number(process.versions.node.split('.')[0]) < 24) handOver('bin/check.mjs', process.argv.slice(2))
else await checkAll()

async function checkAll() {
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

  const root = resolve(elsewhere ?? here)
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
}

function option(name) {
  const at = process.argv.indexOf(name)
  return at < 0 ? undefined : process.argv[at + 1]
}
