#!/usr/bin/env node
// npm run bench [-- --rows 100000] [--seconds 4] [--json FILE] [--data DIR]: fills a company and measures the running program.
import { handOver } from './lib/hand-over.mjs'
import { install } from './lib/install.mjs'

await install()
handOver('bench/run.ts', process.argv.slice(2))
