import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { describe, expect, it } from 'vitest'
import { type Fault, faults } from './faults.ts'

// A test that finds nothing proves little until it is seen to find what is wrong: one mistake at a time is put into the access code of a process of
// its own, and the differential test must fail there, for the reason that program and reference differ.

const root = join(import.meta.dirname, '..', '..')

describe.each(faults.map(fault => [fault.name, fault] as const))('%s', (_name, fault) => {
  it('is caught', { timeout: 300_000 }, async () => {
    const { code, output } = await differential(fault)
    expect(output, 'the fault could be planted').not.toContain('does not have once')
    expect(output).toMatch(/the program says/)
    expect(code).not.toBe(0)
  })
})

it('there are more than thirty faults and each has a place of its own', () => {
  expect(faults.length).toBeGreaterThan(30)
  expect(new Set(faults.map(fault => fault.file + fault.from + fault.to)).size).toBe(faults.length)
})

/** Runs the differential test with a fault in the program; what it printed. */
function differential(fault: Fault): Promise<{ code: number | null; output: string }> {
  const env = {
    ...process.env,
    NODE_OPTIONS: `--import=${pathToFileURL(join(import.meta.dirname, 'plant.mjs')).href}`,
    PLANTED_FAULT: JSON.stringify(fault),
    PERMISSION_ROUNDS: '4',
    PERMISSION_DECISIONS: '0',
    NIGHTLY: '',
  }
  const vitest = join(root, 'node_modules', 'vitest', 'vitest.mjs')
  const child = spawn(process.execPath, [vitest, 'run', 'test/permissions/differential.test.ts'], { cwd: root, env })
  const said: string[] = []
  child.stdout.on('data', (chunk: Buffer) => said.push(chunk.toString()))
  child.stderr.on('data', (chunk: Buffer) => said.push(chunk.toString()))
  return new Promise((resolve, reject) => {
    child.on('error', reject)
    child.on('close', code => resolve({ code, output: said.join('') }))
  })
}
