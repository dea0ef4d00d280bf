import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { dataFolderForTest, zhanggui } from '#test/harness/process.ts'

test('zhanggui import lists what has no partner, takes decisions from a file, tells before it does, and export writes it out', async () => {
  const folder = await dataFolderForTest()
  const settings = { DATA_DIR: join(folder, 'data') }
  const cli = async (args: string[], code = 0): Promise<string> => {
    const ended = await zhanggui(args, settings)
    expect(ended, ended.output).toMatchObject({ code })
    return ended.output
  }
  await cli(['company', 'create', '华北制冷'])
  const [file, decisions, refused, map] = ['deals.csv', 'decisions.json', 'refused.csv', 'map.json'].map(name =>
    join(folder, name),
  ) as [string, string, string, string]
  await writeFile(file, 'account,sector,城市,founded\nAcme,technolgy,北京,1999\nBeta,technolgy,上海,soon\n')
  const asked = ['import', file, '--object', 'customer', '--set', 'level=A (key account)']

  const listed = await cli([...asked, '--propose', decisions], 2)
  expect(listed).toMatch(/no partner. Nothing was imported/)
  expect(listed).toMatch(/industry: technolgy \(2\) → create technolgy\?/)
  await cli(['export', 'customers'], 0)
  const proposed = JSON.parse(await readFile(decisions, 'utf8'))
  expect(proposed).toEqual([
    { field: 'industry', value: 'technolgy', within: '', count: 2, settlement: { kind: 'create', title: 'technolgy' } },
  ])

  await writeFile(
    decisions,
    JSON.stringify([
      { field: 'industry', value: 'TECHNOLGY', settlement: { kind: 'create', title: 'Technology' } },
      { field: 'industry', value: 'elsewhere', settlement: { kind: 'refuse' } },
    ]),
  )
  await writeFile(map, JSON.stringify({ 城市: 'region' }))
  const settled = [...asked, '--settle', decisions, '--map', map]
  expect(await cli([...settled, '--dry-run'])).toMatch(/created 1 · updated 0 · skipped 0 · refused 1/)
  expect((await cli(['export', 'customers'])).trim().split('\n')).toHaveLength(1)

  const described = JSON.parse(await cli([...settled, '--refused', refused, '--json']))
  expect(described).toMatchObject({
    state: 'done',
    rows: 2,
    counts: { created: 1, updated: 0, skipped: 0, refused: 1 },
  })
  expect(await readFile(refused, 'utf8')).toMatch(/3,.*number.*,Beta,technolgy,上海,soon/)
  const out = join(folder, 'out.csv')
  await cli(['export', 'customers', '--fields', 'name,industry,level,address', '--out', out])
  expect((await readFile(out, 'utf8')).replace('\uFEFF', '').trim().split('\n').slice(1)).toEqual([
    'Acme,Technology,A (key account),北京市',
  ])

  // Each export of the operator's stands in the company's audit log.
  const { lines, broken } = JSON.parse(await cli(['audit', 'verify', '--json']))
  expect({ lines, broken }).toEqual({ lines: 3, broken: null })

  // What is wrong is said in a sentence.
  expect(await cli(['import', join(folder, 'none.csv'), '--object', 'customer'], 1)).toMatch(/none\.csv/)
  expect(await cli(['import', file, '--object', 'spaceship'], 1)).not.toMatch(/ at /)
  expect(await cli([...asked, '--set', 'colour=red'], 1)).toMatch(/colour/)
  expect(await cli([...asked, '--settle', file], 1)).toMatch(/expected/)
}, 300_000)
