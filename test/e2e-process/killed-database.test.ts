import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { type SignedIn, setUpCompany } from '../harness/first-company.ts'
import {
  addressOf,
  dataFolderForTest,
  processesBelow,
  type RunningProcess,
  startProgramProcess,
} from '../harness/process.ts'

const rounds = process.env['NIGHTLY'] === '1' ? 30 : 2

test('however often the database is killed under pages, writes, files and jobs, the program stays and all of it goes on', async () => {
  const data = await dataFolderForTest()
  const program = startProgramProcess({ DATA_DIR: data, LOG_LEVEL: 'warn' })
  const url = await addressOf(program)
  const administrator = await setUpCompany(url, (await program.says(/(\S+\/setup\?token=\S+)/))[1] ?? '')
  const stays = assertAlive(program)
  // More than a request changes at once.
  const first = await bringIn(administrator, 0, 600)
  await expect.poll(() => importState(administrator, first), { timeout: 60_000 }).toBe('done')
  const load = loadOn(administrator)
  for (let round = 0; round < rounds; round++) {
    await sleep(200 + Math.random() * 1500)
    // The whole server, or one process of it, whereupon PostgreSQL ends and renews all others.
    const victims = (await processesBelow(data)).filter(pid => pid !== program.pid)
    const postmaster = await postmasterOf(data)
    kill(round % 3 === 1 ? (victims.find(pid => pid !== postmaster) ?? postmaster) : postmaster)
    await sleep(Math.random() * 400)
    await stays(expect.poll(() => statusOf(`${url}/api/health/ready`), { timeout: 120_000, interval: 100 }).toBe(200))
  }
  load.end()
  const acknowledged = await stays(load.ended)
  expect(acknowledged.length).toBeGreaterThan(rounds)
  const names = await allNames(administrator)
  expect(new Set(names).size).toBe(names.length)
  expect(acknowledged.filter(name => !names.includes(name))).toEqual([])

  // Jobs and live pages work as before: what was taken when the database went is given back.
  const heard = stays(listenOnce(administrator))
  const last = await bringIn(administrator, -1, 5)
  await stays(expect.poll(() => importState(administrator, last), { timeout: 90_000 }).toBe('done'))
  await administrator.request('POST', '/api/customers', { kind: 'company', name: '现场' })
  expect(await heard).toMatch(/event: (changed|gap)/)

  // To stop while the database is coming back is stopping all the same.
  kill(await postmasterOf(data))
  await sleep(Math.random() * 100)
  program.kill('SIGTERM')
  expect(await program.ended).toEqual({ code: 0, signal: null })
  expect(program.output()).not.toMatch(/Unhandled|uncaught|ERR_STREAM/)
  await expect.poll(() => processesBelow(data), { timeout: 20_000 }).toEqual([])
}, 1_800_000)

/** Waits for something as long as the program lives; its last words are the failure otherwise. */
const assertAlive =
  (program: RunningProcess) =>
  async <T>(what: Promise<T>): Promise<T> =>
    await Promise.race([
      what,
      program.ended.then(({ code, signal }) => {
        throw new Error(`The program ended with ${code ?? signal}:\n${program.output().slice(-6000)}`)
      }),
    ])

interface Load {
  end(): void
  /** The names of customers whose making was acknowledged. */
  ended: Promise<string[]>
}

/** What many people do at once. Each goes on when he is refused: whatever is answered meanwhile, it must only be answered. */
function loadOn(administrator: SignedIn): Load {
  const acknowledged: string[] = []
  let [isOver, made] = [false, 0]
  const forEver = async (work: () => Promise<unknown>): Promise<void> => {
    while (!isOver) await work().catch(() => sleep(30))
  }
  const write = async (): Promise<void> => {
    const name = `客户 ${made++}`
    const { status } = await administrator.request('POST', '/api/customers', { kind: 'company', name })
    if (status === 201) acknowledged.push(name)
    else await sleep(30)
  }
  const take = async (path: string): Promise<void> => {
    const response = await fetch(`${administrator.url}${path}`, {
      headers: { cookie: administrator.cookie },
      signal: AbortSignal.timeout(1500),
    })
    await response.arrayBuffer()
  }
  const everything = [
    forEver(write),
    forEver(write),
    forEver(() => take('/api/live')),
    forEver(() => take('/api/live')),
    forEver(() => take('/api/customers/export.csv?fields=name')),
    forEver(() => take('/api/customers/export.xlsx?fields=name')),
    forEver(() => take(`/api/search?q=${encodeURIComponent('客户')}`)),
    forEver(() => take('/api/workbench')),
    forEver(async () => {
      await bringIn(administrator, made++)
      await sleep(1000)
    }),
    forEver(async () => {
      const { body } = await queued(administrator)
      while (!isOver && (await stateOf(administrator, String(body.id))) === 'running') await sleep(200)
    }),
  ]
  return { end: () => void (isOver = true), ended: Promise.all(everything).then(() => acknowledged) }
}

/** A file of customers, as far as it comes; gives the import. */
async function bringIn(administrator: SignedIn, number: number, count = 300): Promise<string | undefined> {
  const rows = Array.from({ length: count }, (_, row) => `导入 ${number} ${row}`)
  const response = await fetch(`${administrator.url}/api/imports?object=customer&name=${number}.csv`, {
    method: 'POST',
    headers: { cookie: administrator.cookie, origin: administrator.url, 'content-type': 'application/octet-stream' },
    body: `客户名称\n${rows.join('\n')}\n`,
  })
  const { id } = (await response.json()) as { id?: string }
  for (let tries = 0; id && tries < 20; tries++) {
    const { body } = await administrator.request('GET', `/api/imports/${id}`)
    if (body.state === 'ready') await administrator.request('POST', `/api/imports/${id}/run`)
    if (body.state !== 'reading') return id
    await sleep(100)
  }
  return id
}

/** A change of so many that it is done by a job: of the six hundred that the first file brought. */
const queued = (administrator: SignedIn): Promise<{ status: number; body: Record<string, unknown> }> =>
  administrator.request('POST', '/api/customers/bulk', {
    filter: { field: 'name', op: 'contains', value: '导入 0 ' },
    verb: 'update',
    values: { remark: `${Math.random()}` },
  })

const importState = async (administrator: SignedIn, id: string | undefined): Promise<unknown> =>
  (await administrator.request('GET', `/api/imports/${id}`)).body.state

const stateOf = async (administrator: SignedIn, id: string): Promise<unknown> =>
  (await administrator.request('GET', `/api/bulk/${id}`)).body.state

/** The text of a live connection from its beginning to its first news. */
async function listenOnce(administrator: SignedIn): Promise<string> {
  const response = await fetch(`${administrator.url}/api/live`, { headers: { cookie: administrator.cookie } })
  let text = ''
  for await (const chunk of response.body ?? []) {
    text += new TextDecoder().decode(chunk)
    if (/event: (changed|gap)/.test(text)) break
  }
  return text
}

const statusOf = async (address: string): Promise<number> => {
  const response = await fetch(address, { signal: AbortSignal.timeout(20_000) })
  return response.status
}

const allNames = async (administrator: SignedIn): Promise<string[]> => {
  const response = await fetch(`${administrator.url}/api/customers/export.csv?fields=name`, {
    headers: { cookie: administrator.cookie },
  })
  return (await response.text()).split(/\r?\n/).filter(line => /^"?客户 \d/.test(line))
}

const postmasterOf = async (data: string): Promise<number> =>
  Number((await readFile(join(data, 'postgresql/postmaster.pid'), 'utf8')).split('\n')[0])

const kill = (pid: number): void => {
  try {
    process.kill(pid, 'SIGKILL')
  } catch (error) {
    // It went by itself meanwhile.
    if (!(error instanceof Error && 'code' in error && error.code === 'ESRCH')) throw error
  }
}
