#!/usr/bin/env node
// npm run format: writes every file as `npm run check` wants it.
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'

const root = join(new URL('.', import.meta.url).pathname, '..')
const { status } = spawnSync(
  join(root, 'node_modules', '.bin', 'biome'),
  ['format', '--write', ...process.argv.slice(2)],
  {
    cwd: root,
    stdio: 'inherit',
  },
)
process.exit(status ?? 1)
