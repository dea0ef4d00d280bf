import type { Logger } from 'pino'
import type { Companies } from '../companies/companies.ts'
import { noteHead, sealAudit } from './seal.ts'

/** Seals the companies' audit logs while the program runs. */
export interface AuditSealer {
  start(): void
  stop(): Promise<void>
}

const roundMs = 5000

/** Every five seconds, company by company; several processes may each do it. */
export function openAuditSealer({ companies, log }: { companies: Companies; log: Logger }): AuditSealer {
  const told = new Map<string, string>()
  let isStopping = false
  let running: Promise<void> = Promise.resolve()
  const serve = async (id: string): Promise<void> => {
    const head = await sealAudit((await companies.open(id)).db)
    if (!head || told.get(id) === head.position) return
    await noteHead(companies.pools.control(), id, head)
    told.set(id, head.position)
  }
  const round = async (): Promise<void> => {
    for (const { id, state } of await companies.list()) {
      if (isStopping) return
      if (state === 'open')
        await serve(id).catch(err => log.error({ err, company: id }, 'the audit log was not sealed'))
    }
  }
  const rounds = async (): Promise<void> => {
    while (!isStopping) {
      await new Promise<void>(done => setTimeout(done, roundMs).unref())
      // A database that is away for a while ends a round, not the sealer.
      if (!isStopping) await round().catch(err => log.error({ err }, 'a round of sealing broke off'))
    }
  }
  return {
    start: () => {
      running = rounds()
    },
    stop: async () => {
      isStopping = true
      await Promise.race([running, new Promise<void>(done => setTimeout(done, 500).unref())])
    },
  }
}
