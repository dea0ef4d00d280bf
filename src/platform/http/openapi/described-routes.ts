import type { FastifyInstance } from 'fastify'
import type { RouteDescription } from '../describe-route.ts'

/** A route with what it says of itself. */
export interface DescribedRoute {
  method: string
  /** As it was declared: `/api/:plural/:id`. */
  url: string
  api: RouteDescription
}

/** Gathers what routes say of themselves, as they are declared from here on. */
export function gatherRoutes(server: FastifyInstance): readonly DescribedRoute[] {
  const routes: DescribedRoute[] = []
  server.addHook('onRoute', ({ method, url, config }) => {
    const api = config?.api
    if (!api) return
    for (const one of [method].flat()) if (one !== 'HEAD') routes.push({ method: one, url, api })
  })
  return routes
}
