import { setTimeout as sleep } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { type SignedIn, setUpCompany, signIn } from '../harness/first-company.ts'
import { addressOf, dataFolderForTest, processesBelow, startProgramProcess } from '../harness/process.ts'
import { killRounds } from '../harness/rounds.ts'

test('killing program and database at random moments under writes loses no acknowledged write and doubles none', async () => {
  const data = await dataFolderForTest()
  const acknowledged = new Set<string>()
  let made = 0
  for (let round = 0; round < killRounds; round++) {
    const program = startProgramProcess({ DATA_DIR: data })
    const url = await addressOf(program)
    const administrator =
      round === 0
        ? await setUpCompany(url, (await program.says(/(\S+\/setup\?token=\S+)/))[1] ?? '')
        : await signIn(url)
    const names = await allNames(administrator)
    expect(new Set(names).size).toBe(names.length)
    expect([...acknowledged].filter(name => !names.includes(name))).toEqual([])
    const writers = [1, 2, 3].map(async () => {
      for (;;) {
        const name = `客户 ${made++}`
        const answer = await administrator
          .request('POST', '/api/customers', { kind: 'company', name })
          .catch((error: unknown) => error)
        if (answer instanceof Error) return
        if ((answer as { status: number }).status === 201) acknowledged.add(name)
      }
    })
    await sleep(50 + Math.random() * 600)
    program.kill('SIGKILL')
    for (const pid of await processesBelow(data)) killNow(pid)
    await program.ended
    await Promise.all(writers)
  }
  expect(acknowledged.size).toBeGreaterThan(killRounds)
  const last = startProgramProcess({ DATA_DIR: data })
  const names = await allNames(await signIn(await addressOf(last)))
  expect(new Set(names).size).toBe(names.length)
  expect([...acknowledged].filter(name => !names.includes(name))).toEqual([])
}, 1_200_000)

const allNames = async (administrator: SignedIn): Promise<string[]> => {
  const names: string[] = []
  for (let after = ''; ; ) {
    const { status, body } = await administrator.request('GET', `/api/customers?fields=name&limit=200&after=${after}`)
    expect(status).toBe(200)
    const page = body as { records: { name: string }[]; next: string | null }
    names.push(...page.records.map(record => record.name))
    if (page.next === null) return names
    after = encodeURIComponent(page.next)
  }
}

const killNow = (pid: number): void => {
  try {
    process.kill(pid, 'SIGKILL')
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ESRCH')) throw error
  }
}
