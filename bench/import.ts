import { spawn } from 'node:child_process'
import { createWriteStream } from 'node:fs'
import { mkdtemp, open, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { writeSheet } from '#platform/transfer/writing/sheet-writer.ts'

// node bench/import.ts --rows 1000000 --kind csv: brings so many customers into a fresh company as a person does, takes them back, and
// says how long each step took and how much memory the program had at most.

const { values } = parseArgs({
  options: {
    rows: { type: 'string', default: '100000' },
    kind: { type: 'string', default: 'csv' },
    /** Which columns of the file there are; phones are the dearest, for their beginnings are searched. */
    columns: { type: 'string', default: 'name,kind,region,phones,emails,address,foundedYear,remark' },
    /** Ends before the run: staging and dry run alone. */
    dry: { type: 'boolean', default: false },
    undo: { type: 'boolean', default: true },
  },
  allowNegative: true,
})
const rows = Number(values.rows)
const headers = ['name', 'kind', 'region', 'phones', 'emails', 'address', 'foundedYear', 'remark']
const chosen = headers.filter(header => values.columns.split(',').includes(header))
const folder = await mkdtemp(join(tmpdir(), 'zhanggui-import-bench-'))
const program = spawn(process.execPath, [fileURLToPath(new URL('../src/main.ts', import.meta.url))], {
  env: { ...process.env, DATA_DIR: join(folder, 'data'), PORT: '0', LANG: 'en_US.UTF-8' },
  stdio: ['ignore', 'pipe', 'inherit'],
})
let [said, cookie, url] = ['', '', '']
program.stdout.on('data', chunk => {
  said += String(chunk)
})
try {
  const file = join(folder, `customers.${values.kind}`)
  await report('the file is written', () => writeFile(file))
  url = await told(/is running: (\S+)/)
  await setUp(await told(/token=(\S+)/))
  console.log(`at rest: ${(await memory()).now} MB`)
  let id = ''
  await report('upload, staging, dry run', async () => {
    id = await upload(file)
    await until(id, 'ready')
  })
  if (!values.dry)
    await report('run', async () => {
      await api('POST', `/api/imports/${id}/run`)
      await until(id, 'done')
    })
  console.log(JSON.stringify((await api('GET', `/api/imports/${id}`)).counts))
  if (values.undo && !values.dry)
    await report('undo', async () => {
      await api('POST', `/api/imports/${id}/undo`)
      await until(id, 'undone')
    })
} finally {
  program.kill('SIGTERM')
  await new Promise(resolve => program.once('close', resolve))
  // As root the database lies elsewhere, and a file says where.
  const elsewhere = await readFile(join(folder, 'data', 'location'), 'utf8').catch(() => '')
  for (const place of [elsewhere.trim(), folder]) if (place !== '') await rm(place, { recursive: true, force: true })
}

async function report(step: string, work: () => Promise<void>): Promise<void> {
  const started = performance.now()
  await work()
  const { now, most } = await memory()
  console.log(
    `${step}: ${((performance.now() - started) / 1000).toFixed(1)} s; memory ${now} MB now, ${most} MB at most`,
  )
}

/** Of the program's Node, in MB. */
async function memory(): Promise<{ now: number; most: number }> {
  const status = await readFile(`/proc/${program.pid}/status`, 'utf8')
  const of = (name: string): number =>
    Math.round(Number(new RegExp(`${name}:\\s+(\\d+)`).exec(status)?.[1] ?? 0) / 1024)
  return { now: of('VmRSS'), most: of('VmHWM') }
}

async function told(pattern: RegExp): Promise<string> {
  for (;;) {
    const found = pattern.exec(said)
    if (found) return found[1] ?? ''
    await sleep(50)
  }
}

function* customers(): Generator<string[], void, undefined> {
  const cities = ['上海', '北京', '广州', '深圳', '杭州', '成都', '武汉', '西安']
  for (let index = 0; index < rows; index++)
    yield [
      `${cities[index % 8]}${index}号贸易有限公司`,
      ['company', 'person'][index % 2] ?? '',
      cities[(index * 7) % 8] ?? '',
      `1${30 + (index % 70)}${String(index).padStart(8, '0')}`,
      `sales${index}@example.com`,
      `人民路${index % 999}号`,
      String(1980 + (index % 45)),
      `第 ${index} 个客户，来自旧系统的备注`,
    ].filter((_, at) => chosen.includes(headers[at] ?? ''))
}

async function writeFile(path: string): Promise<void> {
  if (values.kind === 'xlsx') {
    const columns = chosen.map(header => ({ header, width: 14 }))
    const cells = async function* () {
      yield* customers()
    }
    await pipeline(writeSheet(cells(), { name: 'customers', columns }), createWriteStream(path))
    return
  }
  const lines = function* (): Generator<string, void, undefined> {
    yield `${chosen.join(',')}\n`
    for (const row of customers()) yield `${row.join(',')}\n`
  }
  await pipeline(Readable.from(lines()), createWriteStream(path))
}

async function setUp(token: string): Promise<void> {
  const response = await fetch(`${url}/api/setup`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: url },
    body: JSON.stringify({
      token,
      company: { name: '华北制冷', locale: 'zh', baseCurrency: 'CNY', timeZone: 'Asia/Shanghai' },
      administrator: { name: '张三', login: 'zhangsan', password: 'correct horse battery' },
    }),
  })
  if (!response.ok) throw new Error(await response.text())
  cookie = response.headers.getSetCookie()[0]?.split(';')[0] ?? ''
}

async function api(method: string, path: string): Promise<Record<string, unknown>> {
  const response = await fetch(`${url}${path}`, { method, headers: { cookie, origin: url } })
  if (!response.ok) throw new Error(`${method} ${path}: ${await response.text()}`)
  return (await response.json()) as Record<string, unknown>
}

async function upload(path: string): Promise<string> {
  const file = await open(path)
  const response = await fetch(`${url}/api/imports?object=customer&name=customers.${values.kind}`, {
    method: 'POST',
    headers: { cookie, origin: url, 'content-type': 'application/octet-stream' },
    body: file.readableWebStream() as ReadableStream,
    duplex: 'half',
  } as RequestInit)
  await file.close()
  if (!response.ok) throw new Error(await response.text())
  return String(((await response.json()) as { id: string }).id)
}

async function until(id: string, wanted: string): Promise<void> {
  for (let shown = 0; ; ) {
    const { state, progress, problems } = await api('GET', `/api/imports/${id}`)
    const { done } = progress as { done: number }
    if (done - shown >= 100_000) {
      shown = done
      const { now } = await memory()
      console.log(`  ${String(state)} ${done}: ${now} MB`)
    }
    if (state === wanted) return
    if (!['reading', 'running', 'undoing', 'ready', 'done'].includes(String(state)))
      throw new Error(`${String(state)}: ${JSON.stringify(problems)}`)
    await sleep(1000)
  }
}
