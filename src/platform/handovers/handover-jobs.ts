import { sql } from 'kysely'
import { type Actor, systemActor } from '../access/actor.ts'
import { loadActor } from '../access/load-actor.ts'
import type { Companies } from '../companies/companies.ts'
import { transaction } from '../db/transaction.ts'
import { Problem } from '../errors.ts'
import { dayAt } from '../fields/index.ts'
import type { JobPayload, Jobs, JobTask } from '../jobs/jobs.ts'
import { periodBounds } from '../query/periods.ts'
import type { Company } from '../records/context.ts'
import { forgetPerson, letLeave } from './finish.ts'
import { saveHandover } from './handover.ts'
import { undoHandover } from './undo.ts'
import { type Outside, workOn } from './work.ts'

interface Queued {
  id: string
  task: 'handover.run' | 'handover.undo'
  letBackIn?: boolean
  /** In so many milliseconds, for what the request does itself: if its process dies, a job takes up what is left. */
  after?: number
}

/** Queues the work of a handover, or its undo; one company's come one after another. */
export const queueHandover = (
  jobs: Jobs,
  ctx: Outside,
  { id, task, letBackIn = false, after = 0 }: Queued,
): Promise<void> =>
  jobs.add(
    task,
    { company: ctx.company.id, handover: id, user: ctx.actor.userId, locale: ctx.locale, letBackIn },
    // Only crashes use up attempts.
    {
      queue: `handover ${ctx.company.id}`,
      key: `${task} ${id}`,
      attempts: 1000,
      ...(after > 0 && { runAt: new Date(Date.now() + after) }),
    },
  )

/** Queues the leaving of somebody at the beginning of a day of the company. */
export const queueLeaving = (jobs: Jobs, company: Company, { id, on }: { id: string; on: string }): Promise<void> => {
  const { from } = periodBounds({ from: on, to: on }, company, new Date())
  return jobs.add(
    'handover.leave',
    { company: company.id, handover: id },
    { key: `handover.leave ${id}`, runAt: new Date(from ?? `${on}T00:00:00Z`), attempts: 1000 },
  )
}

/** What a process that works on jobs must know of handovers. */
export const handoverTasks = (companies: Companies): JobTask[] => [
  {
    name: 'handover.run',
    run: (payload, { signal }) => carryOut(companies, { payload, signal }, (ctx, id) => workOn(ctx, id, signal)),
  },
  {
    name: 'handover.undo',
    run: (payload, { signal }) =>
      carryOut(companies, { payload, signal }, (ctx, id) =>
        undoHandover(ctx, id, { letBackIn: payload.letBackIn === true, signal }),
      ),
  },
  { name: 'handover.leave', run: payload => leave(companies, payload) },
]

async function carryOut(
  companies: Companies,
  { payload, signal }: { payload: JobPayload; signal: AbortSignal },
  work: (ctx: Outside, id: string) => Promise<void>,
): Promise<void> {
  const id = String(payload.handover)
  const { db } = await companies.open(String(payload.company))
  try {
    const actor = await loadActor(db, String(payload.user), 'person')
    await work(await contextFor(companies, { payload, actor }), id)
  } catch (error) {
    // A rule that ends the whole (he has left, a right was taken) is for people to read; the rest comes again.
    if (!(error instanceof Problem) || error.status >= 500) throw error
    await saveHandover(db, id, { state: 'open', problem: { code: error.code, params: error.params } })
  }
  if (signal.aborted) throw new Error('the program stops; the rest comes with the next try')
}

/** On the day that was chosen, unless the handover was taken back or another day was chosen since. */
async function leave(companies: Companies, payload: JobPayload): Promise<void> {
  const ctx = await contextFor(companies, { payload, actor: systemActor('handover') })
  const today = dayAt(ctx.now(), ctx.company.timeZone)
  const gone = await transaction(ctx.db, async db => {
    const { rows } = await sql<{ leaver_id: string; batch_id: string }>`
      update handovers h set leaves_on = null from users u where h.id = ${String(payload.handover)}::uuid
        and h.state = 'finished' and h.leaves_on <= ${today}::date and u.id = h.leaver_id and u.state is distinct from 'left'
      returning h.leaver_id, h.batch_id`.execute(db)
    const [due] = rows
    if (due) await letLeave({ ...ctx, db }, { leaverId: due.leaver_id, batchId: due.batch_id })
    return due?.leaver_id
  })
  if (gone) forgetPerson(ctx, gone)
}

async function contextFor(
  companies: Companies,
  { payload, actor }: { payload: JobPayload; actor: Actor },
): Promise<Outside> {
  const { db, company } = await companies.open(String(payload.company))
  const locale = payload.locale === 'en' ? 'en' : 'zh'
  const ctx = await companies.contextOf({
    db,
    company,
    actor,
    batch: null,
    reason: null,
    locale,
    now: () => new Date(),
  })
  return { ...ctx, db }
}
