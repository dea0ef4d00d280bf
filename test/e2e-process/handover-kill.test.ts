import { setTimeout as sleep } from 'node:timers/promises'
import { expect, test } from 'vitest'
import type { HandoverDescription } from '#platform/handovers/handover-description.ts'
import { type SignedIn, setUpCompany, signIn } from '#test/harness/first-company.ts'
import {
  addressOf,
  dataFolderForTest,
  processesBelow,
  type RunningProcess,
  startProgramProcess,
} from '#test/harness/process.ts'

const customers = 800

test('a handover goes on by itself where it stood when program and database are killed under it', async () => {
  const data = await dataFolderForTest()
  let program = startProgramProcess({ DATA_DIR: data })
  let administrator = await setUpCompany(
    await addressOf(program),
    (await program.says(/(\S+\/setup\?token=\S+)/))[1] ?? '',
  )
  const { body: me } = await administrator.request('GET', '/api/session')
  const leaver = (me.user as { id: string }).id
  await importCustomers(administrator)
  const { body: successor } = await administrator.request('POST', '/api/users', { name: '赵敏' })
  const { body: opened } = await administrator.request('POST', '/api/handovers', { leaver })
  const id = String(opened.id)
  const plan = { kinds: { 'customer.owner': { to: successor.id } } }
  expect((await administrator.request('POST', `/api/handovers/${id}/run`, plan)).status).toBe(202)
  const before = await beyond(administrator, id, 0)
  expect(before.state).toBe('running')
  await killAll(program, data)

  program = startProgramProcess({ DATA_DIR: data })
  administrator = await signIn(await addressOf(program))
  expect((await look(administrator, id)).done).toBeGreaterThanOrEqual(before.done)
  const after = await beyond(administrator, id, Number.POSITIVE_INFINITY)
  expect(after).toMatchObject({ state: 'open', total: customers, done: customers, refusedCount: 0 })
  expect(after.handed).toMatchObject([{ kind: 'customer.owner', count: customers, to: { id: successor.id } }])
  const filter = encodeURIComponent(JSON.stringify({ field: 'owner', op: 'in', value: [successor.id] }))
  const { body: list } = await administrator.request('GET', `/api/customers?filter=${filter}&count=exact&limit=1`)
  expect(list.count).toMatchObject({ value: customers })
}, 180_000)

async function importCustomers(administrator: SignedIn): Promise<void> {
  const file = ['name', ...Array.from({ length: customers }, (_, index) => `客户 ${index}`)].join('\n')
  const response = await fetch(`${administrator.url}/api/imports?object=customer&name=many.csv`, {
    method: 'POST',
    headers: { cookie: administrator.cookie, origin: administrator.url, 'content-type': 'text/csv' },
    body: file,
  })
  const { id } = (await response.json()) as { id: string }
  const stateOf = async () => (await administrator.request('GET', `/api/imports/${id}`)).body.state
  while ((await stateOf()) === 'reading') await sleep(50)
  await administrator.request('POST', `/api/imports/${id}/run`)
  while ((await stateOf()) !== 'done') await sleep(100)
}

const look = async (administrator: SignedIn, id: string): Promise<HandoverDescription> => {
  const { status, body } = await administrator.request('GET', `/api/handovers/${id}`)
  expect(status).toBe(200)
  return body as unknown as HandoverDescription
}

/** Waits until more than so many records are handed on, or the work has ended. */
async function beyond(administrator: SignedIn, id: string, records: number): Promise<HandoverDescription> {
  for (;;) {
    const described = await look(administrator, id)
    if (described.state !== 'running' || described.done > records) return described
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
