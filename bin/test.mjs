#!/usr/bin/env node
// npm test [-- --nightly] [-- FILE …]: sets up what the tests need and runs them all, browser included. Ends with one line that a
// program can read: `12 passed, 0 failed, 0 skipped`.
//
// With CI set, a file in which something failed is run once more from its beginning, on a database of its own: one hiccup of a busy
// machine must not throw away a whole run. What passed only then is named at the end, and is to be mended. Many failed files are no
// hiccup and are not tried again.
import { existsSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buildWeb } from './lib/build.mjs'
import { handOver, runToEnd } from './lib/hand-over.mjs'
import { install } from './lib/install.mjs'
import { root } from './lib/paths.mjs'

const mostFilesTriedAgain = 6

await install()
buildWeb()
process.chdir(root)
const vitest = 'node_modules/vitest/vitest.mjs'
const args = process.argv.slice(2)
const files = args.filter(arg => arg !== '--nightly')
const env = { ...process.env, ...(args.includes('--nightly') && { NIGHTLY: '1' }) }

if (!process.env.CI) handOver(vitest, ['run', ...files], { env })
else {
  const failedAt = join(tmpdir(), `zhanggui-failed-${process.pid}.json`)
  const code = await runToEnd(vitest, ['run', ...files], { env: { ...env, FAILED_FILES: failedAt } })
  const again = code > 0 && code < 128 && existsSync(failedAt) ? JSON.parse(readFileSync(failedAt, 'utf8')).files : []
  if (again.length === 0 || again.length > mostFilesTriedAgain) {
    rmSync(failedAt, { force: true })
    process.exit(code)
  }
  console.log(`\nonce more: ${again.join(' ')}`)
  const second = await runToEnd(vitest, ['run', ...again], { env: { ...env, FIRST_RUN: failedAt } })
  rmSync(failedAt, { force: true })
  process.exit(second)
}
