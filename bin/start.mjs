#!/usr/bin/env node
// npm start [-- --port N --host H --role web|worker|all]: installs what is missing, builds what is stale, starts the program.
import { buildWeb } from './lib/build.mjs'
import { handOver } from './lib/hand-over.mjs'
import { install } from './lib/install.mjs'
import { root } from './lib/paths.mjs'

await install()
buildWeb()
process.chdir(root)
handOver('src/main.ts', process.argv.slice(2), { channel: true })
