import { pino } from 'pino'
import { openMail } from '#platform/mail/mail.ts'
import { openNoticeClock } from '#platform/notify/clock.ts'
import { openSecrets } from '#platform/secrets/secrets.ts'
import { app } from '#src/app.ts'
import type { TestCompany } from './company.ts'

/** Lets the clock of the modules strike once in this company, now: what is due is told and counted when this returns. */
export async function strikeClock({ id, companies, pools, server, url }: TestCompany): Promise<void> {
  const secrets = openSecrets({ folder: server.dataFolder, keys: [] })
  const clock = openNoticeClock({
    companies,
    mail: openMail({ control: pools.control, secrets, installation: null, publicOnly: false }),
    secrets,
    robotHosts: [],
    linkBase: url,
    timed: app.modules.flatMap(module => module.notices.timed),
    log: pino({ level: 'silent' }),
  })
  await clock.round(id)
}
