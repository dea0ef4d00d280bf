import { fileURLToPath } from 'node:url'
import { sql } from 'kysely'
import { accessRoutes } from '#platform/access/access-routes.ts'
import { auditFile, auditPlace } from '#platform/audit/audit-file.ts'
import { auditRoutes } from '#platform/audit/audit-routes.ts'
import { openAuditSealer } from '#platform/audit/sealer.ts'
import { openDoor as openAuthDoor } from '#platform/auth/door.ts'
import { leaversModule } from '#platform/auth/leavers.ts'
import { binTasks, queueErasing } from '#platform/bin/bin-jobs.ts'
import { binRoutes } from '#platform/bin/routes.ts'
import { bulkTasks } from '#platform/bulk/bulk-jobs.ts'
import { bulkRoutes } from '#platform/bulk/routes.ts'
import { calendarRoutes } from '#platform/calendar/calendar-routes.ts'
import { openCompanies } from '#platform/companies/companies.ts'
import { companyRoutes } from '#platform/companies/company-routes.ts'
import type { Seeder } from '#platform/companies/make-company.ts'
import { giveNewGrants } from '#platform/companies/new-grants.ts'
import type { ConsentKind } from '#platform/consent/consent-kind.ts'
import { consentRoutes } from '#platform/consent/routes.ts'
import { consentTile } from '#platform/consent/waiting-tile.ts'
import { openDispatcher } from '#platform/events/dispatcher.ts'
import { openFileStores } from '#platform/files/file-store.ts'
import { fileRoutes } from '#platform/files/routes.ts'
import { fileTasks, queueSweep } from '#platform/files/sweep-jobs.ts'
import { handoverTasks } from '#platform/handovers/handover-jobs.ts'
import { handoverRoutes } from '#platform/handovers/routes.ts'
import { openApi } from '#platform/http/server.ts'
import { idempotencyTasks, queueClearing } from '#platform/idempotency/clear-keys.ts'
import { dailyTasks, queueDaily } from '#platform/jobs/daily.ts'
import { openJobs } from '#platform/jobs/jobs.ts'
import { announce, listenForChanges } from '#platform/live/live-channel.ts'
import { openLiveHub } from '#platform/live/live-hub.ts'
import { liveRoutes } from '#platform/live/live-routes.ts'
import { openNoticeClock } from '#platform/notify/clock.ts'
import { handoverModule } from '#platform/notify/handed.ts'
import { platformKinds } from '#platform/notify/notice-kinds.ts'
import { noticeRoutes } from '#platform/notify/notice-routes.ts'
import { registerKinds } from '#platform/notify/notify.ts'
import { platformTimed } from '#platform/notify/platform-timed.ts'
import { robotRoutes } from '#platform/notify/robot-routes.ts'
import { numberRoutes } from '#platform/numbering/number-routes.ts'
import { overlayTasks } from '#platform/overlay/field-jobs.ts'
import { layoutRoutes } from '#platform/overlay/layout-routes.ts'
import { pageRoutes } from '#platform/pages/page-routes.ts'
import { printRoutes } from '#platform/print/routes.ts'
import { erasureTasks } from '#platform/personal-data/erasure-jobs.ts'
import { personErasure, personFile } from '#platform/personal-data/person-kinds.ts'
import { personalDataRoutes } from '#platform/personal-data/routes.ts'
import type { Assembly } from '#platform/records/assembly.ts'
import { reportFile } from '#platform/reports/report-file.ts'
import { reportRoutes } from '#platform/reports/routes.ts'
import { resetRoutes } from '#platform/reset/routes.ts'
import { openSecrets } from '#platform/secrets/secrets.ts'
import { starRoutes } from '#platform/stars/routes.ts'
import { teamRoutes } from '#platform/teams/team-routes.ts'
import { importTasks } from '#platform/transfer/import-jobs.ts'
import { listFile } from '#platform/transfer/list-file.ts'
import { refusedRowsFile } from '#platform/transfer/refused-rows-file.ts'
import { importRoutes } from '#platform/transfer/routes.ts'
import { viewRoutes } from '#platform/views/routes.ts'
import { workbenchRoutes } from '#platform/workbench/routes.ts'
import { app as declared, seeders as declaredSeeders } from './app.ts'
import { demoRoutes } from './demo/demo-routes.ts'
import { openDemo } from './demo/open-demo.ts'
import type { Answer } from './door.ts'
import type { Foundation } from './program.ts'

/** What stands on the foundation: HTTP, jobs and the telling of events. */
export interface Served {
  answer: Answer
  /** The link that opens the set-up page, while there is no company yet. */
  setupUrl?: string
  /** Ends the connections that would stay open for ever: whoever stops waits for all others. */
  endLive(): void
  stop(): Promise<void>
}

export interface ServeOptions {
  webFolder?: string
  /** Told how far the making of a demo company is, 0 to 1. */
  onDemo?: (share: number) => void
  /** The modules put together, and what a new company is given: the product's, unless a test has others. */
  app?: Assembly
  seeders?: readonly Seeder[]
}

/** Where the build puts the browser's part. */
const builtPages = fileURLToPath(new URL('../dist/web', import.meta.url))

/** Builds everything that people and programs meet. Also what commands of the operator and tests stand on. */
export const serve = async (
  { settings, server, pools, log, url }: Foundation,
  { webFolder = builtPages, onDemo = () => undefined, app = declared, seeders = declaredSeeders }: ServeOptions = {},
): Promise<Served> => {
  const stores = openFileStores(settings.files.place, server.dataFolder)
  const companies = openCompanies({ server, pools, files: stores, contextOf: app.contextOf, seeders })
  const door = openAuthDoor({ companies, settings: { ...settings, url } })
  await giveNewGrants(companies)
  if (settings.demo) await openDemo(companies, { until: settings.demo.until, onProgress: onDemo })
  const jobs = await openJobs(server, log)
  const told = { ...app, modules: [...app.modules, leaversModule(companies), handoverModule()] }
  const dispatcher = openDispatcher({
    companies,
    assembly: told,
    log,
    announce: changes => announce(pools.control(), changes),
  })
  const live = openLiveHub(log)
  const listening =
    settings.role === 'worker' ? null : listenForChanges(server, { onChanges: live.tell, onGap: live.gap, log })
  registerKinds([...platformKinds, ...app.modules.flatMap(module => module.notices.kinds)])
  const secrets = openSecrets({ folder: server.dataFolder, keys: settings.secretKeys })
  const clock = openNoticeClock({
    companies,
    mail: door.mail,
    secrets,
    robotHosts: settings.robotHosts,
    linkBase: url,
    timed: [...platformTimed(pools.control), ...app.modules.flatMap(module => module.notices.timed)],
    log,
  })
  const isWorker = settings.role !== 'web'
  const reports = app.modules.flatMap(module => module.reports)
  const copy = personFile(stores)
  const auditLog = auditFile(auditPlace(pools.control))
  const ofModules = app.modules.flatMap(module => module.consentKinds)
  const consentKinds = [
    ...([listFile, refusedRowsFile, reportFile(reports), auditLog, copy, personErasure] as ConsentKind[]),
    ...ofModules,
  ]
  const sealer = openAuditSealer({ companies, log })
  const api = await openApi({
    door,
    assembly: app,
    plugins: [
      http => void http.decorate('jobs', jobs),
      http => void http.decorate('stores', stores),
      http => companyRoutes(http, companies),
      http => resetRoutes(http, companies),
      http => auditRoutes(http, companies),
      http => importRoutes(http, { jobs }),
      http => fileRoutes(http, { stores, limit: settings.files.limit }),
      http => layoutRoutes(http, { jobs }),
      http => bulkRoutes(http, { jobs }),
      http => handoverRoutes(http, { jobs, companies }),
      binRoutes,
      calendarRoutes,
      numberRoutes,
      teamRoutes,
      pageRoutes,
      accessRoutes,
      viewRoutes,
      starRoutes,
      ...(settings.demo ? [demoRoutes] : []),
      noticeRoutes,
      http =>
        printRoutes(http, {
          stores,
          prints: app.modules.flatMap(module => module.prints),
          values: app.modules.flatMap(module => module.printValues),
        }),
      http => liveRoutes(http, live),
      http => robotRoutes(http, { secrets, hosts: settings.robotHosts }),
      http => workbenchRoutes(http, [...app.modules.flatMap(module => module.tiles), consentTile(consentKinds)]),
      http => reportRoutes(http, reports),
      http => consentRoutes(http, consentKinds),
      http => personalDataRoutes(http, { file: copy }),
    ],
    isReady: async () => {
      await sql`select 1`.execute(pools.control())
      return true
    },
    webFolder,
    trustProxy: settings.trustProxy,
    log,
  })
  if (isWorker) {
    await jobs.start([
      ...importTasks(companies, jobs, app.forgetOverlay),
      ...overlayTasks(companies, app.forgetOverlay),
      ...bulkTasks(companies),
      ...handoverTasks(companies),
      ...erasureTasks(companies, stores),
      ...app.modules.flatMap(module => module.tasks(companies)),
      ...binTasks(companies, jobs),
      ...idempotencyTasks(companies, jobs),
      ...dailyTasks(companies, jobs, { works: app.modules.flatMap(module => module.daily), log }),
      ...fileTasks(companies, jobs, { stores, objects: app.modules.flatMap(module => module.objects) }),
    ])
    await queueErasing(jobs, new Date(Date.now() + 60_000))
    await queueDaily(jobs, new Date(Date.now() + 90_000))
    await queueClearing(jobs, new Date(Date.now() + 180_000))
    await queueSweep(jobs, new Date(Date.now() + 120_000))
    dispatcher.start()
    clock.start()
    sealer.start()
  }
  const token = settings.role === 'worker' ? null : await door.setupToken()
  return {
    answer: (request, response) => api.routing(request, response),
    ...(token && { setupUrl: `${url}/setup?token=${token}` }),
    endLive: live.close,
    stop: async () => {
      live.close()
      await listening?.stop()
      await api.close()
      await dispatcher.stop()
      await clock.stop()
      await sealer.stop()
      await jobs.stop()
    },
  }
}
