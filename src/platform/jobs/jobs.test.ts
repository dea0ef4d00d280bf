import { setTimeout as sleep } from 'node:timers/promises'
import { sql } from 'kysely'
import { pino } from 'pino'
import { expect, onTestFinished, test } from 'vitest'
import { ownServer } from '#test/harness/own-server.ts'
import { migrate } from '../db/migrate.ts'
import { type Jobs, type JobTask, openJobs } from './jobs.ts'

const log = pino({ level: 'silent' })

const opened = async () => {
  const { server, pools } = await ownServer()
  await migrate(server, server.control)
  const open = async (): Promise<Jobs> => {
    const jobs = await openJobs(server, log)
    onTestFinished(() => jobs.stop().catch(() => undefined))
    return jobs
  }
  return { control: pools.control(), open }
}

const until = async (isSo: () => boolean | Promise<boolean>): Promise<void> => {
  for (let tries = 0; tries < 400; tries++) {
    if (await isSo()) return
    await sleep(25)
  }
  throw new Error('it does not come to that')
}

test('jobs run, fail with their reason, are tried again, and leave a log', async () => {
  const { control, open } = await opened()
  const jobs = await open()
  const done: unknown[] = []
  const tasks: JobTask[] = [
    { name: 'good', run: async payload => void done.push(payload.number) },
    {
      name: 'second time lucky',
      run: async (_payload, job) => {
        if (job.attempt === 1) throw new Error('not yet')
        done.push('lucky')
      },
    },
  ]
  await jobs.add('good', { number: 1 })
  await jobs.add('good', { number: 2 }, { key: 'the one' })
  await jobs.add('good', { number: 3 }, { key: 'the one' })
  await jobs.add('second time lucky', {})
  await jobs.start(tasks)
  await until(() => done.length === 3)
  expect(done.toSorted()).toEqual([1, 3, 'lucky'])
  const { rows } = await sql<{ task: string; attempt: number; error: string | null }>`
    select task, attempt, error from job_runs where finished_at is not null order by task, attempt`.execute(control)
  expect(rows.map(({ task, attempt, error }) => [task, attempt, error?.split('\n')[0] ?? null])).toEqual([
    ['good', 1, null],
    ['good', 1, null],
    ['second time lucky', 1, 'Error: not yet'],
    ['second time lucky', 2, null],
  ])
})

test('jobs of one queue run one after another', async () => {
  const { open } = await opened()
  const jobs = await open()
  let [running, most, done] = [0, 0, 0]
  for (let count = 0; count < 6; count++) await jobs.add('slow', {}, { queue: 'single' })
  await jobs.start(
    [
      {
        name: 'slow',
        run: async () => {
          most = Math.max(most, ++running)
          await sleep(20)
          running--
          done++
        },
      },
    ],
    { concurrency: 4 },
  )
  await until(() => done === 6)
  expect(most).toBe(1)
})

test('stopping tells a running job, waits for it, and what waits is done by the next process', async () => {
  const { open } = await opened()
  const [first, second] = [await open(), await open()]
  const done: string[] = []
  const task = (who: string): JobTask => ({
    name: 'work',
    run: async (_payload, { signal }) => {
      while (who === 'first' && !signal.aborted) await sleep(5)
      done.push(who)
    },
  })
  await first.add('work', {}, { queue: 'single' })
  await first.add('work', {}, { queue: 'single' })
  await first.start([task('first')], { concurrency: 1 })
  await sleep(300)
  await first.stop()
  expect(done).toEqual(['first'])
  await second.start([task('second')])
  await until(() => done.length === 2)
  expect(done).toEqual(['first', 'second'])
})

test('what a dead process had taken is given back at once, what a living one has is not', async () => {
  const { control, open } = await opened()
  const [living, next] = [await open(), await open()]
  const done: string[] = []
  let isOver = false
  const held: JobTask = {
    name: 'held',
    run: async payload => {
      if (payload.by === 'living') await until(() => isOver)
      done.push(String(payload.by))
    },
  }
  await living.add('held', { by: 'living' })
  await living.start([held])
  await until(async () => (await locked()) === 1)
  // A process that took a job and then was killed: its row is there, its lock is not.
  await living.add('other', { by: 'dead' })
  await sql`insert into job_processes (lock_key, worker_ids) values (1, array['dead-pool'])`.execute(control)
  await sql`update zhanggui_jobs._private_jobs set locked_by = 'dead-pool', locked_at = now()
    where task_id = (select id from zhanggui_jobs._private_tasks where identifier = 'other')`.execute(control)
  expect(await locked()).toBe(2)
  await next.start([held, { name: 'other', run: async payload => void done.push(String(payload.by)) }])
  await until(() => done.length === 1)
  expect(done).toEqual(['dead'])
  // The job is put away a moment after its work is done; the living one's stays his.
  await until(async () => (await locked()) === 1)
  expect(done).toEqual(['dead'])
  isOver = true
  await until(() => done.length === 2)
  expect(done).toEqual(['dead', 'living'])

  async function locked(): Promise<number> {
    const { rows } = await sql<{
      n: number
    }>`select count(*) as n from zhanggui_jobs.jobs where locked_by is not null`.execute(control)
    return Number(rows[0]?.n)
  }
})
