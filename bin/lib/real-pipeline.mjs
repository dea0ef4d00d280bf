import { spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { access, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { compiled } from './hand-over.mjs'
import { node24, root } from './paths.mjs'

/**
 * Starts the program on an empty temporary folder, makes a company and a pipeline through the API, imports the four files of `data` with
 * `zhanggui import`, takes every suggestion for values without partner, and gives the figures of the reports. Leaves nothing behind.
 */
export async function realPipeline(data) {
  for (const { name } of files) await access(join(data, name))
  const folder = await mkdtemp(join(tmpdir(), 'zhanggui-real-pipeline-'))
  const env = {
    PATH: process.env.PATH,
    HOME: folder,
    LANG: 'en_US.UTF-8',
    DATA_DIR: join(folder, 'data'),
    HOST: '127.0.0.1',
    PORT: String(await freePort()),
    EMBEDDED_SHARED_BUFFERS: '128MB',
    NODE_COMPILE_CACHE: compiled,
  }
  const program = startProgram(env)
  // Ctrl-C ends the program first; then the import that was under way fails, and everything is cleared away.
  const stop = () => program.child.kill('SIGTERM')
  process.once('SIGINT', stop).once('SIGTERM', stop)
  try {
    const api = await setUp(await program.setupLink)
    await api('POST', '/api/pipelines', pipeline)
    const refused = []
    for (const file of files) refused.push(await bringIn(file, { data, folder, env }))
    return await figures(api, refused)
  } finally {
    process.off('SIGINT', stop).off('SIGTERM', stop)
    stop()
    await program.ended
    await rm(folder, { recursive: true, force: true, maxRetries: 5 })
  }
}

const administrator = { name: 'Administrator', login: 'administrator', password: randomBytes(12).toString('base64url') }
const pipeline = {
  name: 'Hardware sales',
  stages: [
    { name: 'Prospecting', kind: 'open' },
    { name: 'Engaging', kind: 'open' },
    { name: 'Won', kind: 'won' },
    { name: 'Lost', kind: 'lost' },
  ],
}

/** What others refer to comes first. */
const files = [
  { name: 'products.csv', object: 'product', settings: ['currency=USD'] },
  { name: 'sales_teams.csv', object: 'user', settings: [] },
  { name: 'accounts.csv', object: 'customer', settings: [] },
  {
    name: 'sales_pipeline.csv',
    object: 'opportunity',
    settings: ['sourceSystem=sales_pipeline', 'currency=USD', `pipeline=${pipeline.name}`],
  },
]

function startProgram(env) {
  const child = spawn(node24(), [join(root, 'src', 'main.ts')], { cwd: root, env, stdio: ['ignore', 'pipe', 'pipe'] })
  let said = ''
  const ended = new Promise(done => child.on('close', done))
  const setupLink = new Promise((found, fail) => {
    const look = chunk => {
      said += chunk
      const link = /https?:\/\/\S+\/setup\?token=\S+/.exec(said)
      if (link && said.includes('\n', link.index)) found(new URL(link[0]))
    }
    child.stdout.on('data', look)
    child.stderr.on('data', look)
    void ended.then(() => fail(new Error(`The program did not start:\n${said}`)))
  })
  setupLink.catch(() => undefined)
  return { child, ended, setupLink }
}

/** Sets the company up as its first administrator and gives the API with his session. */
async function setUp(link) {
  const { origin } = link
  let cookie = ''
  const api = async (method, path, body) => {
    const response = await fetch(origin + path, {
      method,
      headers: { origin, cookie, 'accept-language': 'en', ...(body && { 'content-type': 'application/json' }) },
      ...(body && { body: JSON.stringify(body) }),
    })
    const set = response.headers.getSetCookie()[0]
    if (set) cookie = set.split(';')[0]
    const text = await response.text()
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${text}`)
    return text ? JSON.parse(text) : null
  }
  const company = { name: 'Hardware', locale: 'en', baseCurrency: 'CNY', timeZone: 'Asia/Shanghai' }
  await ready(origin)
  await api('POST', '/api/setup', { token: link.searchParams.get('token'), company, administrator })
  return api
}

async function ready(origin) {
  for (let tries = 0; tries < 300; tries++) {
    const answer = await fetch(`${origin}/api/health/ready`).catch(() => undefined)
    if (answer?.ok) return
    await new Promise(done => setTimeout(done, 100))
  }
  throw new Error('The program does not get ready.')
}

/** Imports one file as an operator would: first look and get proposals, then settle and run. Gives the number of refused rows. */
async function bringIn({ name, object, settings }, { data, folder, env }) {
  const settle = join(folder, `${name}.settle.json`)
  const asked = [
    join(data, name),
    '--object',
    object,
    '--user',
    administrator.login,
    '--json',
    ...settings.flatMap(one => ['--set', one]),
  ]
  await zhanggui(['import', ...asked, '--dry-run', '--propose', settle], { env, allowed: [0, 2] })
  await takeSuggestions(settle)
  const { rows, counts, state } = JSON.parse(
    await zhanggui(['import', ...asked, '--settle', settle], { env, allowed: [0] }),
  )
  const { created, updated, skipped, refused } = counts
  if (created + updated + skipped + refused !== rows)
    throw new Error(`${name}: ${JSON.stringify(counts)} is not ${rows} rows`)
  console.error(`${name}: ${state}, ${created} created, ${skipped} skipped, ${refused} refused of ${rows} rows`)
  return refused
}

/** What nobody has a suggestion for stays empty. */
async function takeSuggestions(path) {
  const proposed = JSON.parse(await readFile(path, 'utf8'))
  const settled = proposed.map(one => ({ ...one, settlement: one.settlement ?? { kind: 'leaveEmpty' } }))
  for (const { field, value, count, settlement } of settled)
    console.error(`  ${field} "${value}" (${count}): ${settlement.kind} ${settlement.title ?? ''}`)
  await writeFile(path, JSON.stringify(settled))
}

async function zhanggui(args, { env, allowed }) {
  const child = spawn(node24(), [join(root, 'src', 'cli.ts'), ...args], {
    cwd: root,
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let [out, said] = ['', '']
  child.stdout.on('data', chunk => (out += chunk))
  child.stderr.on('data', chunk => (said += chunk))
  const code = await new Promise(done => child.on('close', done))
  if (!allowed.includes(code)) throw new Error(`zhanggui ${args.join(' ')}: ${code}\n${said}${out.slice(0, 4000)}`)
  return out
}

async function figures(api, refused) {
  const report = name => api('GET', `/api/reports/${name}?currency=USD`)
  const [stages, quarters, managers, salespeople, days] = [
    await report('opportunitiesByStage'),
    await report('wonByQuarter'),
    await report('wonByManager'),
    await report('wonBySalesperson'),
    await report('daysToWin'),
  ]
  return {
    byStage: byName(stages, ({ count, amount, withoutAmount }) => ({ count, amount: dollars(amount), withoutAmount })),
    byQuarter: byName(quarters, ({ amount }) => dollars(amount)),
    byManager: byName(managers, ({ amount }) => dollars(amount)),
    bySalesperson: byName(salespeople, ({ amount, winRate }) => ({
      amount: dollars(amount),
      winRate: rounded(winRate, 4),
    })),
    winRate: rounded(salespeople.totals.winRate, 4),
    daysToWin: { mean: rounded(days.totals.meanToWin, 2), median: rounded(days.totals.medianToWin, 2) },
    refusedRows: refused.reduce((sum, count) => sum + count, 0),
  }
}

/** Rows by the name in their last column; who has no manager stands under no manager. */
const byName = ({ rows }, shown) =>
  Object.fromEntries(
    rows.filter(({ key }) => key.at(-1) !== null).map(({ labels, values }) => [labels.at(-1), shown(values)]),
  )

const dollars = amount => amount?.USD ?? '0.00'
const rounded = (number, decimals) => (typeof number === 'number' ? Number(number.toFixed(decimals)) : null)

function freePort() {
  return new Promise((found, fail) => {
    const server = createServer()
    server.on('error', fail)
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address()
      server.close(() => found(port))
    })
  })
}
