import { existsSync } from 'node:fs'
import fastifyCookie from '@fastify/cookie'
import helmet from '@fastify/helmet'
import fastifyStatic from '@fastify/static'
import Fastify, { type FastifyBaseLogger, type FastifyInstance } from 'fastify'
import type { Logger } from 'pino'
import { z } from 'zod'
import { watchExports } from '../audit/export-watch.ts'
import type { Door } from '../auth/door.ts'
import { watchReads } from '../consent/read-watch.ts'
import { notFound } from '../errors.ts'
import type { Assembly } from '../records/assembly.ts'
import { catalogRoutes } from './catalog-routes.ts'
import { externalRoutes } from './by-external.ts'
import { says } from './describe-route.ts'
import { gatherRoutes } from './openapi/described-routes.ts'
import { optionRoutes } from './option-routes.ts'
import { answerProblem, newCorrelationId } from './problems.ts'
import { recordRoutes } from './record-routes.ts'
import { assertSoundBody } from './sound-body.ts'

export type ApiServer = FastifyInstance

export interface ApiParts {
  door: Door
  assembly: Assembly
  /** Route plugins of the platform beyond the derived ones: imports, reports. */
  plugins: readonly ((server: ApiServer) => void | Promise<void>)[]
  /** Whether everything that serving needs is up: the readiness answer. */
  isReady: () => Promise<boolean>
  /** The folder of the built browser part; without it only the API is served. */
  webFolder: string | null
  /** Whose word counts for where a request came from (addresses, networks, `loopback`); only this machine's unless told. */
  trustProxy?: readonly string[]
  log: Logger
}

/** The HTTP server: health, API, and the browser's part. It does not listen yet. */
export async function openApi(parts: ApiParts): Promise<ApiServer> {
  const server = Fastify({
    loggerInstance: parts.log as FastifyBaseLogger,

    logController: new Fastify.LogController({ disableRequestLogging: true }),
    genReqId: newCorrelationId,
    requestIdHeader: false,
    trustProxy: [...(parts.trustProxy ?? ['loopback'])],
    bodyLimit: 2 * 1024 * 1024,
    routerOptions: { maxParamLength: 200 },
  })
  server.decorate('door', parts.door)
  server.decorate('assembly', parts.assembly)
  server.setErrorHandler(answerProblem)
  server.addHook('preValidation', async ({ body }) => assertSoundBody(body))
  const routes = gatherRoutes(server)
  parts.door.watch(server)
  watchExports(server)
  watchReads(server)
  await server.register(fastifyCookie)
  await server.register(helmet, { contentSecurityPolicy: { directives: contentPolicy }, hsts: false })
  server.get(
    '/api/health/live',
    says({ id: 'health.live', answer: z.object({ live: z.boolean() }), who: 'anybody' }),
    async () => ({ live: true }),
  )
  server.get(
    '/api/health/ready',
    says({ id: 'health.ready', answer: z.object({ ready: z.boolean() }), orStatus: 503, who: 'anybody' }),
    async (_request, reply) => {
      const isReady = await parts.isReady()
      return reply.status(isReady ? 200 : 503).send({ ready: isReady })
    },
  )
  await server.register(parts.door.routes)
  for (const plugin of parts.plugins) await plugin(server)
  for (const module of parts.assembly.modules) module.routes?.(server)
  catalogRoutes(server, routes)
  optionRoutes(server)
  externalRoutes(server)
  recordRoutes(server)
  await serveWeb(server, parts.webFolder)
  await server.ready()
  return server
}

// antd puts its styles into the page as it goes, hence inline styles; scripts are our own files alone.
const contentPolicy = {
  defaultSrc: ["'self'"],
  scriptSrc: ["'self'"],
  styleSrc: ["'self'", "'unsafe-inline'"],
  imgSrc: ["'self'", 'data:', 'blob:'],
  connectSrc: ["'self'"],
  frameAncestors: ["'none'"],
  upgradeInsecureRequests: null,
}

/** The built files, and for every other address the page itself: the browser knows what it shows. */
async function serveWeb(server: ApiServer, folder: string | null): Promise<void> {
  const hasWeb = folder !== null && existsSync(folder)
  if (hasWeb)
    await server.register(fastifyStatic, {
      root: folder,
      setHeaders: (reply, path) =>
        void reply.header(
          'cache-control',
          path.includes('/assets/') ? 'public, max-age=31536000, immutable' : 'no-cache',
        ),
    })
  server.setNotFoundHandler((request, reply) => {
    // A part of an older build is gone; the page in its place would be taken for a broken script.
    if (!hasWeb || /^\/(api|assets)\//.test(request.url) || request.method !== 'GET') throw notFound('route')
    return reply.header('cache-control', 'no-cache').sendFile('index.html')
  })
}
