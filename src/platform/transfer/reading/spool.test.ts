import { spawnSync } from 'node:child_process'
import { mkdir, mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { sweepSpools } from './spool.ts'

test('what killed processes left of uploads is swept at the start; what a living one reads is not', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'spool-test-'))
  const { pid: gone } = spawnSync(process.execPath, ['-e', ''])
  const names = [
    `zhanggui-import-${gone}-AbC`,
    'zhanggui-import-xYz',
    `zhanggui-import-${process.ppid}-AbC`,
    'something-else',
  ]
  for (const name of names) await mkdir(join(folder, name))
  expect(await sweepSpools(folder)).toBe(2)
  expect((await readdir(folder)).sort()).toEqual([names[3], names[2]])
  await rm(folder, { recursive: true })
})
