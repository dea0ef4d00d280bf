import { readdir, stat, truncate } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test, vi } from 'vitest'
import { setUpCompany, signIn } from '../harness/first-company.ts'
import { addressOf, dataFolderForTest, startProgramProcess, zhanggui } from '../harness/process.ts'

vi.setConfig({ testTimeout: 180_000 })

test('backup beside the running program, restore on an empty installation, sign in there and find everything', async () => {
  const data = await dataFolderForTest()
  const program = startProgramProcess({ DATA_DIR: data })
  const here = await setUpCompany(await addressOf(program), (await program.says(/(\S+\/setup\?token=\S+)/))[1] ?? '')
  for (const name of ['甲公司', '乙公司', '丙公司'])
    await here.request('POST', '/api/customers', { kind: 'company', name })
  const before = await here.request('GET', '/api/customers')

  const folder = await dataFolderForTest()
  const backup = await zhanggui(['backup', folder], { DATA_DIR: data })
  expect(backup).toMatchObject({ code: 0 })
  const [file = ''] = await readdir(folder)
  expect(file).toMatch(/^华北制冷-\d{8}T\d{4}-[0-9a-f]{6}\.tar$/)

  const elsewhere = await dataFolderForTest()
  expect(await zhanggui(['restore', join(folder, file)], { DATA_DIR: elsewhere })).toMatchObject({ code: 0 })
  const restored = startProgramProcess({ DATA_DIR: elsewhere })
  const there = await signIn(await addressOf(restored))
  expect(restored.output()).not.toContain('/setup?token=')
  expect(await there.request('GET', '/api/customers')).toEqual(before)

  const again = await zhanggui(['restore', join(folder, file)], { DATA_DIR: elsewhere })
  expect(again.code).toBe(1)
  expect(again.output).toMatch(/^The company "华北制冷" is here already; .*\n$/)
  await truncate(join(folder, file), (await stat(join(folder, file))).size - 5000)
  const damaged = await zhanggui(['restore', join(folder, file)], { DATA_DIR: elsewhere })
  expect(damaged.code).toBe(1)
  expect(damaged.output).toMatch(
    /^The backup file .* is damaged or is no backup of Zhanggui \(.*\); nothing was changed\.\n$/,
  )
  expect(await there.request('GET', '/api/customers')).toEqual(before)
})
