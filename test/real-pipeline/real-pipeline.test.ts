import { spawn } from 'node:child_process'
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { expectedFigures, type Files, type Row } from './expected-figures.ts'

const root = join(import.meta.dirname, '..', '..')
const original = join(root, 'test', 'data', 'crm-sales-opportunities')
const names = ['accounts', 'products', 'sales_teams', 'sales_pipeline'] as const

test('the real files give the figures of their README to the last digit', async () => {
  const figures = await realPipeline([])
  expect(figures.byStage).toEqual({
    Won: { count: 4238, amount: '10005534.00', withoutAmount: 0 },
    Lost: { count: 2473, amount: '0.00', withoutAmount: 0 },
    Engaging: { count: 1589, amount: '0.00', withoutAmount: 1589 },
    Prospecting: { count: 500, amount: '0.00', withoutAmount: 500 },
  })
  expect(figures.byQuarter).toEqual({
    '2017-Q1': '1134672.00',
    '2017-Q2': '3086111.00',
    '2017-Q3': '2982255.00',
    '2017-Q4': '2802496.00',
  })
  expect(figures.byManager).toEqual({
    'Melvin Marxen': '2251930.00',
    'Summer Sewald': '1964750.00',
    'Rocco Neubert': '1960545.00',
    'Celia Rouche': '1603897.00',
    'Cara Losch': '1130049.00',
    'Dustin Brinkmann': '1094363.00',
  })
  expect(figures.bySalesperson['Darcel Schlecht']).toEqual({ amount: '1153214.00', winRate: 0.6311 })
  expect(figures).toMatchObject({ winRate: 0.6315, daysToWin: { mean: 51.78, median: 57 }, refusedRows: 0 })
  expect(figures).toEqual(expectedFigures(await read(original)))
}, 600_000)

test('on a changed copy, rows dropped and shuffled, names and amounts and dates other, the figures follow', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'zhanggui-changed-'))
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  const changed = change(await read(original))
  await mkdir(join(folder, 'copy'))
  for (const name of names) await writeFile(join(folder, 'copy', `${name}.csv`), written(changed[name]))
  const figures = await realPipeline(['--data', join(folder, 'copy')])
  expect(figures).toEqual(expectedFigures(changed))
  expect(figures.byStage.Won?.count).toBeLessThan(4238)
}, 600_000)

test('a folder without the files is told plainly', async () => {
  await expect(realPipeline(['--data', '/nowhere'])).rejects.toThrow(/products\.csv/)
}, 120_000)

async function realPipeline(args: string[]): Promise<ReturnType<typeof expectedFigures>> {
  const child = spawn(process.execPath, [join(root, 'bin', 'real-pipeline.mjs'), '--json', ...args], { cwd: root })
  onTestFinished(() => {
    child.kill('SIGTERM')
  })
  let [out, said] = ['', '']
  child.stdout.on('data', chunk => (out += chunk))
  child.stderr.on('data', chunk => (said += chunk))
  const code = await new Promise(done => child.on('close', done))
  if (code !== 0) throw new Error(said)
  // One document and nothing else.
  return JSON.parse(out)
}

/** No cell of these files holds a comma or a quotation mark. */
async function read(folder: string): Promise<Files> {
  const tables = await Promise.all(
    names.map(async name => {
      const [header = '', ...lines] = (await readFile(join(folder, `${name}.csv`), 'utf8')).trim().split('\n')
      const columns = header.split(',')
      const rows = lines.map(
        line => Object.fromEntries(line.split(',').map((cell, index) => [columns[index], cell])) as Row,
      )
      return [name, rows] as const
    }),
  )
  return Object.fromEntries(tables) as unknown as Files
}

const written = (rows: Row[]): string => {
  const columns = Object.keys(rows[0] ?? {})
  return [columns, ...rows.map(row => columns.map(column => row[column] ?? ''))]
    .map(cells => `${cells.join(',')}\r\n`)
    .join('')
}

/** The same for every run, so that a failure can be looked into. */
function change(files: Files): Files {
  let state = 20_171_231
  const random = (): number => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648
    return state / 2_147_483_648
  }
  const some = (rows: Row[], share: number): Row[] => rows.filter(() => random() < share)
  const shuffled = (rows: Row[]): Row[] =>
    rows
      .map(row => ({ row, at: random() }))
      .sort((a, b) => a.at - b.at)
      .map(({ row }) => row)
  const renamed = (name = ''): string => name.replaceAll('GTX', 'QX').replaceAll('an', 'än')
  const company = (name = ''): string => (name === '' ? '' : `${renamed(name)} 有限公司`)
  const moved = (day = ''): string =>
    day === '' ? '' : new Date(Date.parse(`${day}T00:00:00Z`) + 163 * 86_400_000).toISOString().slice(0, 10)
  const scaled = (value = ''): string => (value === '' ? '' : (Number(value) * 2.25).toFixed(2))
  const keep = <T>(value: T): T => value
  const rewrite = (rows: Row[], cells: Record<string, (cell?: string) => string | undefined>): Row[] =>
    rows.map(row =>
      Object.fromEntries(Object.entries(row).map(([column, cell]) => [column, (cells[column] ?? keep)(cell) ?? ''])),
    )
  return {
    // A customer or a salesperson that is missing here is still named by deals, and is then made as suggested.
    accounts: shuffled(rewrite(some(files.accounts, 0.8), { account: company, subsidiary_of: company })),
    products: shuffled(rewrite(files.products, { product: renamed, series: renamed })),
    sales_teams: shuffled(rewrite(some(files.sales_teams, 0.85), { sales_agent: renamed, manager: renamed })),
    sales_pipeline: shuffled(
      rewrite(some(files.sales_pipeline, 0.3), {
        sales_agent: renamed,
        product: renamed,
        account: company,
        engage_date: moved,
        close_date: moved,
        close_value: scaled,
      }),
    ),
  }
}
