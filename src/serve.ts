import { fileURLToPath } from 'node:url'
import { sql } from 'kysely'
import { openDoor as openAuthDoor } from '#platform/auth/door.ts'
import { openCompanies } from '#platform/companies/companies.ts'
import { companyRoutes } from '#platform/companies/company-routes.ts'
import { openDispatcher } from '#platform/events/dispatcher.ts'
import { openApi } from '#platform/http/server.ts'
import { openJobs } from '#platform/jobs/jobs.ts'
import { reportRoutes } from '#platform/reports/routes.ts'
import { importTasks } from '#platform/transfer/import-jobs.ts'
import { importRoutes } from '#platform/transfer/routes.ts'
import { app, seeders } from './app.ts'
import type { Answer } from './door.ts'
import type { Foundation } from './program.ts'

/** What stands on the foundation: HTTP, jobs and the telling of events. */
export interface Served {
  answer: Answer
  /** The link that opens the set-up page, while there is no company yet. */
  setupUrl?: string
  stop(): Promise<void>
}

/** Where the build puts the browser's part. */
const builtPages = fileURLToPath(new URL('../dist/web', import.meta.url))

/** Builds everything that people and programs meet. Also what commands of the operator and tests stand on. */
export const serve = async (
  { settings, server, pools, log, url }: Foundation,
  { webFolder = builtPages } = {},
): Promise<Served> => {
  const companies = openCompanies({ server, pools, contextOf: app.contextOf, seeders })
  const door = openAuthDoor({ companies, settings })
  const jobs = await openJobs(server, log)
  const dispatcher = openDispatcher({ companies, assembly: app, log })
  const isWorker = settings.role !== 'web'
  const api = await openApi({
    door,
    assembly: app,
    plugins: [
      http => companyRoutes(http, companies),
      http => importRoutes(http, { jobs }),
      http =>
        reportRoutes(
          http,
          app.modules.flatMap(module => module.reports),
        ),
    ],
    isReady: async () => {
      await sql`select 1`.execute(pools.control())
      return true
    },
    webFolder,
    log,
  })
  if (isWorker) {
    await jobs.start(importTasks(companies, jobs, app.forgetOverlay))
    dispatcher.start()
  }
  const token = settings.role === 'worker' ? null : await door.setupToken()
  return {
    answer: (request, response) => api.routing(request, response),
    ...(token && { setupUrl: `${url}/setup?token=${token}` }),
    stop: async () => {
      await api.close()
      await dispatcher.stop()
      await jobs.stop()
    },
  }
}
