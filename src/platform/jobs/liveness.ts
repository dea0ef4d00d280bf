import { randomInt } from 'node:crypto'
import pg from 'pg'
import type { Logger } from 'pino'

/** Says "this process lives" by holding an advisory lock, which a crash of any kind lets go. */
export interface Liveness {
  /** Jobs are taken under these names from now on; what was taken under `ended` ones, which work no more, is given back. */
  register(workerIds: readonly string[], ended: readonly string[]): Promise<void>
  stop(): Promise<void>
}

/** Advisory locks of two numbers: this one says what it is about. */
const LOCK_CLASS = 7_264_021
const LOOK_EVERY_MS = 15_000

/** Registers this process and, now and every 15 seconds, gives back the jobs of dead ones. */
export async function keepAlive(queue: {
  pool: pg.Pool
  config: pg.PoolConfig
  schema: string
  log: Logger
  /** The database was lost and is back: what we had taken may have been lost with the answer that gave it to us. */
  onRegained: () => void
}): Promise<Liveness> {
  const key = randomInt(1, 2 ** 31 - 1)
  let stopped = false
  let client = await hold(queue.config, key, lost)
  await enter([])
  await giveBack(queue)
  const timer = setInterval(() => void giveBack(queue).catch(complain), LOOK_EVERY_MS)
  timer.unref()
  return {
    register: async (workerIds, ended) => {
      await enter(workerIds)
      await queue.pool.query(`select ${queue.schema}.force_unlock_workers($1::text[])`, [ended])
    },
    stop: async () => {
      stopped = true
      clearInterval(timer)
      // Without a database there is nothing to sign off from: whoever looks next finds our lock free.
      await queue.pool.query('delete from job_processes where lock_key = $1', [key]).catch(complain)
      await client.end()
    },
  }

  /** Anew, too: while our lock was lost, another process may have taken us for dead. */
  async function enter(workerIds: readonly string[]): Promise<void> {
    await queue.pool.query(
      `insert into job_processes (lock_key, worker_ids) values ($1, $2)
         on conflict (lock_key) do update set worker_ids = excluded.worker_ids`,
      [key, workerIds],
    )
  }

  function complain(error: unknown): void {
    if (!stopped) queue.log.warn({ err: error }, 'could not look for jobs of dead processes')
  }

  /** The database was restarted or the network cut: we are not dead, so the lock is taken again as soon as that is possible. */
  function lost(): void {
    if (stopped) return
    setTimeout(() => {
      if (stopped) return
      hold(queue.config, key, lost).then(
        held => {
          client = held
          if (stopped) held.end().catch(complain)
          else queue.onRegained()
        },
        (error: unknown) => {
          complain(error)
          lost()
        },
      )
    }, 500).unref()
  }
}

async function hold(config: pg.PoolConfig, key: number, lost: () => void): Promise<pg.Client> {
  const client = new pg.Client(config)
  let isHeld = false
  client.on('error', () => {
    if (isHeld) lost()
    isHeld = false
  })
  await client.connect()
  await client.query('select pg_advisory_lock($1, $2)', [LOCK_CLASS, key])
  isHeld = true
  return client
}

/** Workers that hold a job and belong to no living process; one just started may not have said its workers yet, hence the half minute. */
async function giveBack({ pool, schema }: { pool: pg.Pool; schema: string }): Promise<void> {
  const client = await pool.connect()
  try {
    const { rows } = await client.query<{ lock_key: number; worker_ids: string[] }>(
      'select lock_key, worker_ids from job_processes',
    )
    const [living, dead]: string[][] = [[], []]
    for (const { lock_key, worker_ids } of rows) {
      const { rows: tried } = await client.query<{ free: boolean }>('select pg_try_advisory_lock($1, $2) as free', [
        LOCK_CLASS,
        lock_key,
      ])
      if (tried[0]?.free !== true) {
        living?.push(...worker_ids)
        continue
      }
      dead?.push(...worker_ids)
      await client.query('delete from job_processes where lock_key = $1', [lock_key])
      await client.query('select pg_advisory_unlock($1, $2)', [LOCK_CLASS, lock_key])
    }
    await client.query(
      `select ${schema}.force_unlock_workers(array(
        select distinct locked_by from ${schema}.jobs
        where locked_by is not null and locked_by <> all ($1::text[])
          and (locked_by = any ($2::text[]) or locked_at < now() - interval '30 seconds')))`,
      [living, dead],
    )
  } finally {
    client.release()
  }
}
