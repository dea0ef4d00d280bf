#!/usr/bin/env node
// npm run guide: writes into docs/guide.*.md the roles with their rights, as the program seeds them. A test compares.
import { handOver } from './lib/hand-over.mjs'
import { install } from './lib/install.mjs'

await install()
handOver('bin/lib/write-guide.ts', process.argv.slice(2))
