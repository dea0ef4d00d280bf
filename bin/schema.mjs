#!/usr/bin/env node
// npm run schema: writes db/schema.sql, the tables that the migrations make, for review. `npm run check` compares it.
import { handOver } from './lib/hand-over.mjs'
import { install } from './lib/install.mjs'

await install()
handOver('bin/lib/write-schema.ts', process.argv.slice(2))
