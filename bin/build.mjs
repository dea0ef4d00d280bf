#!/usr/bin/env node
// npm run build: the browser's part into dist/web, whether or not it is stale.
import { buildWeb } from './lib/build.mjs'
import { install } from './lib/install.mjs'

await install()
buildWeb({ always: true })
