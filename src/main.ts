import { parseArgs } from 'node:util'
import { run } from './run.ts'

const { values } = parseArgs({
  options: { role: { type: 'string' }, port: { type: 'string' }, host: { type: 'string' } },
  strict: false,
})
process.exitCode = await run({
  role: optional(values['role']),
  port: optional(values['port']),
  host: optional(values['host']),
})

function optional(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined
}
