import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { faults } from './faults.ts'

// The nightly run plants these; here they are only kept in step with the code, so that none is lost when a line is written anew.

it('each of the more than thirty faults has its one place in the code', async () => {
  expect(faults.length).toBeGreaterThan(30)
  const lost: string[] = []
  for (const { name, file, from, to } of faults) {
    const source = await readFile(join(import.meta.dirname, '..', '..', file), 'utf8')
    if (source.split(from).length !== 2 || from === to) lost.push(name)
  }
  expect(lost).toEqual([])
})
