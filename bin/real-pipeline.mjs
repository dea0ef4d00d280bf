#!/usr/bin/env node
// npm run real-pipeline [-- --json] [-- --data DIR]: a real company's four files go in by the command line, from nothing in a temporary
// folder, and the figures are read back through the public API. Progress goes to standard error, the result to standard output.
import { join, resolve } from 'node:path'
import { install } from './lib/install.mjs'
import { root } from './lib/paths.mjs'
import { realPipeline } from './lib/real-pipeline.mjs'

// Standard output belongs to the result.
console.log = console.error
await install()
const at = process.argv.indexOf('--data')
const given = at < 0 ? undefined : process.argv[at + 1]
// Under npm the working folder is the clone; INIT_CWD is where the person stands, and folder names are meant from there.
const from = process.env.INIT_CWD ?? process.cwd()
const data = given ? resolve(from, given) : join(root, 'test', 'data', 'crm-sales-opportunities')
try {
  const figures = await realPipeline(data)
  process.stdout.write(`${JSON.stringify(figures, null, process.argv.includes('--json') ? 0 : 2)}\n`)
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 1
}
