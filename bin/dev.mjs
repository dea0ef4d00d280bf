#!/usr/bin/env node
// npm run dev: the program, started again at each change of the server's part, and Vite's server for the browser's part, which passes
// /api on to it. Open the address that Vite prints.
import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { install } from './lib/install.mjs'
import { node24, root } from './lib/paths.mjs'

await install()
const port = process.env.PORT ?? '3000'
const children = [
  ['--watch', '--watch-preserve-output', 'src/main.ts', ...process.argv.slice(2)],
  [join('node_modules', 'vite', 'bin', 'vite.js')],
].map(args =>
  spawn(node24(), args, {
    cwd: root,
    stdio: 'inherit',
    env: { ...process.env, PORT: port, ZHANGGUI_API: `http://localhost:${port}` },
  }),
)
const stop = signal => children.forEach(child => child.kill(signal))
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => stop(signal))
for (const child of children) child.on('exit', () => stop('SIGTERM'))
