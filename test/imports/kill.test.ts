import { setTimeout as sleep } from 'node:timers/promises'
import { expect, test } from 'vitest'
import type { ImportDescription, ImportRow } from '#platform/transfer/import-description.ts'
import { type SignedIn, setUpCompany, signIn } from '#test/harness/first-company.ts'
import {
  addressOf,
  dataFolderForTest,
  processesBelow,
  type RunningProcess,
  startProgramProcess,
} from '#test/harness/process.ts'
import { killRounds } from '#test/harness/rounds.ts'

const rowCount = 3000 + killRounds * 700

test('an import goes on by itself however often program and database are killed under it, and doubles nothing', async () => {
  const data = await dataFolderForTest()
  let program = startProgramProcess({ DATA_DIR: data })
  let url = await addressOf(program)
  let administrator = await setUpCompany(url, (await program.says(/(\S+\/setup\?token=\S+)/))[1] ?? '')
  const id = await begin(administrator)
  let [kills, furthest] = [0, 0]
  for (let round = 0; round < killRounds; round++) {
    const { state, progress } = await beyond(administrator, id, furthest)
    if (state === 'done') break
    furthest = progress.done
    await sleep(Math.random() * 150)
    await killAll(program, data)
    kills++
    program = startProgramProcess({ DATA_DIR: data })
    url = await addressOf(program)
    administrator = await signIn(url)
    const after = await look(administrator, id)
    expect(['running', 'done']).toContain(after.state)
    expect(after.progress.done).toBeGreaterThanOrEqual(furthest)
  }
  expect(kills).toBeGreaterThan(0)
  const done = await beyond(administrator, id, Number.POSITIVE_INFINITY)
  expect(done).toMatchObject({
    state: 'done',
    rows: rowCount,
    counts: { created: rowCount, updated: 0, skipped: 0, refused: 0 },
  })
  const records = await pages<{ id: string; name: string; parent: { title: string } | null }>(
    administrator,
    '/api/customers?fields=name,parent&limit=200',
    'records',
  )
  expect(records.map(record => record.name).toSorted()).toEqual(
    wanted()
      .map(([name]) => name)
      .toSorted(),
  )
  expect(records.filter(record => record.parent?.title === '客户 0').length).toBe(
    wanted().filter(([, parent]) => parent).length,
  )
  // Each row knows its record, and no two the same.
  const rows = await pages<ImportRow>(administrator, `/api/imports/${id}/rows?`, 'rows')
  expect(new Set(rows.map(row => row.recordId))).toEqual(new Set(records.map(record => record.id)))
}, 1_200_000)

/** Every seventh customer is a subsidiary of the first. */
const wanted = (): [name: string, parent: string][] =>
  Array.from({ length: rowCount }, (_, index) => [`客户 ${index}`, index > 0 && index % 7 === 0 ? '客户 0' : ''])

async function begin(administrator: SignedIn): Promise<string> {
  const file = [
    'name,parent',
    ...wanted()
      .reverse()
      .map(row => row.join(',')),
  ].join('\n')
  const response = await fetch(`${administrator.url}/api/imports?object=customer&name=many.csv`, {
    method: 'POST',
    headers: { cookie: administrator.cookie, origin: administrator.url, 'content-type': 'text/csv' },
    body: file,
  })
  expect(response.status).toBe(201)
  const { id } = (await response.json()) as ImportDescription
  while ((await look(administrator, id)).state === 'reading') await sleep(50)
  expect((await administrator.request('POST', `/api/imports/${id}/run`)).status).toBe(200)
  return id
}

const look = async (administrator: SignedIn, id: string): Promise<ImportDescription> => {
  const { status, body } = await administrator.request('GET', `/api/imports/${id}`)
  expect(status).toBe(200)
  return body as unknown as ImportDescription
}

/** Waits until the import has come further than that, or has ended. */
async function beyond(administrator: SignedIn, id: string, rows: number): Promise<ImportDescription> {
  for (;;) {
    const described = await look(administrator, id)
    if (described.state !== 'running' || described.progress.done > rows) return described
    await sleep(20)
  }
}

async function killAll(program: RunningProcess, data: string): Promise<void> {
  program.kill('SIGKILL')
  for (const pid of await processesBelow(data)) killNow(pid)
  await program.ended
}

const killNow = (pid: number): void => {
  try {
    process.kill(pid, 'SIGKILL')
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ESRCH')) throw error
  }
}

async function pages<T>(administrator: SignedIn, path: string, member: string): Promise<T[]> {
  const found: T[] = []
  for (let after = ''; ; ) {
    const { status, body } = await administrator.request('GET', `${path}&after=${encodeURIComponent(after)}`)
    expect(status).toBe(200)
    found.push(...(body[member] as T[]))
    if (body.next === null) return found
    after = String(body.next)
  }
}
