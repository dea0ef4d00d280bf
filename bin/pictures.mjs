#!/usr/bin/env node
// npm run pictures [-- --day YYYY-MM-DD] [--out DIR]: takes the pictures of README and guide from a demo company of that day (today).
import { buildWeb } from './lib/build.mjs'
import { handOver } from './lib/hand-over.mjs'
import { install } from './lib/install.mjs'

await install()
buildWeb()
handOver('bin/lib/pictures.ts', process.argv.slice(2))
