import { parseArgs } from 'node:util'
import { run } from './run.ts'

const { values } = parseArgs({
  options: {
    role: { type: 'string' },
    port: { type: 'string' },
    host: { type: 'string' },
    demo: { type: 'boolean' },
    day: { type: 'string' },
  },
  strict: false,
})
process.exitCode = await run({
  role: optional(values['role']),
  port: optional(values['port']),
  host: optional(values['host']),
  demo: values['demo'] === true,
  day: optional(values['day']),
})

function optional(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined
}
