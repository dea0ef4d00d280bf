#!/usr/bin/env node
// npm run zhanggui -- <command> …: the operator's tool. Data are those of this clone, unless DATA_DIR or DATABASE_URL says otherwise.
import { resolve } from 'node:path'
import { handOver } from './lib/hand-over.mjs'
import { install } from './lib/install.mjs'
import { root } from './lib/paths.mjs'

await install()
// Under npm the working folder is the clone; INIT_CWD is where the person stands, and file names are meant from there.
if (process.env.INIT_CWD) process.chdir(process.env.INIT_CWD)
handOver('src/cli.ts', process.argv.slice(2), {
  env: { ...process.env, ZHANGGUI_HOME: resolve(root) },
})
