#!/usr/bin/env node
// npm test [-- --nightly] [-- FILE …]: sets up what the tests need and runs them all, browser included. Ends with one line that a
// program can read: `12 passed, 0 failed, 0 skipped`.
import { buildWeb } from './lib/build.mjs'
import { handOver } from './lib/hand-over.mjs'
import { install } from './lib/install.mjs'
import { root } from './lib/paths.mjs'

await install()
buildWeb()
process.chdir(root)
const args = process.argv.slice(2)
const isNightly = args.includes('--nightly')
handOver('node_modules/vitest/vitest.mjs', ['run', ...args.filter(arg => arg !== '--nightly')], {
  env: { ...process.env, ...(isNightly && { NIGHTLY: '1' }) },
})
