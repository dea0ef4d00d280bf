import type { Who } from './company.ts'
import type { Measured } from './load.ts'
import type { Plan } from './plans.ts'

/** One line of the table. */
export interface Line extends Measured {
  case: string
  who: Who | 'nobody'
  clients: number
  /** p50 ÷ p50 of `select 1` through the same server with as many clients. */
  timesSelectOne: number | null
  /** p50 ÷ p50 of the bare query with as many clients. */
  timesBareQuery: number | null
}

export interface Outcome {
  rows: number
  filledInSeconds: number | null
  databaseMegabytes: number
  machine: { cpus: number; memoryGigabytes: number; node: string; postgresql: string }
  seconds: number
  results: Line[]
  plans: (Plan & { who: Who })[]
  /** Statements that read a big table from one end to the other. */
  sequentialScans: { who: Who; case: string; tables: string[]; text: string }[]
  ok: boolean
}

/** The outcome as people read it. */
export function table(outcome: Outcome): string {
  const head = ['case', 'who', 'clients', 'p50 ms', 'p95 ms', 'req/s', '÷ select 1', '÷ bare query']
  const lines = outcome.results.map(line => [
    line.case,
    line.who,
    String(line.clients),
    line.p50.toFixed(2),
    line.p95.toFixed(2),
    line.perSecond.toFixed(0),
    line.timesSelectOne?.toFixed(1) ?? '',
    line.timesBareQuery?.toFixed(1) ?? '',
  ])
  const widths = head.map((_, place) => Math.max(...[head, ...lines].map(line => line[place]?.length ?? 0)))
  const text = [head, ...lines].map(line =>
    line
      .map((cell, place) => (place < 2 ? cell.padEnd(widths[place] ?? 0) : cell.padStart(widths[place] ?? 0)))
      .join('  '),
  )
  const { machine } = outcome
  const filled = outcome.filledInSeconds === null ? '' : `, filled in ${outcome.filledInSeconds.toFixed(0)} s`
  const scans = outcome.sequentialScans.map(
    scan => `  ${scan.case} (${scan.who}): ${scan.tables.join(', ')}\n    ${scan.text}`,
  )
  return [
    `${outcome.rows} customers and as many opportunities, ${outcome.databaseMegabytes} MB${filled}`,
    `${machine.cpus} CPUs, ${machine.memoryGigabytes} GB, Node ${machine.node}, PostgreSQL ${machine.postgresql}`,
    '',
    ...text,
    '',
    scans.length === 0 ? 'no sequential scan on a big table' : `sequential scans on big tables:\n${scans.join('\n')}`,
  ].join('\n')
}
