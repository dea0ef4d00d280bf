import type { FastifyInstance } from 'fastify'
import type { Companies } from '../companies/companies.ts'
import { authenticate, type Incoming, openPasses, type Passes, type Visitor } from './authenticate.ts'
import { registerRoutes } from './routes.ts'
import { newSetupToken } from './setup.ts'
import './words.ts'

export type { Visitor } from './authenticate.ts'

/** How people and programs come in. */
export interface Door {
  /**
   * Who makes this request, or null. What it says is at most half a second old, so a session ends within a second.
   * Problem `session.other_site` (403) for a changing request that another site's page sent.
   */
  authenticate(request: Incoming): Promise<Visitor | null>
  /** Set-up, session, accounts, roles and keys under `/api`; whoever registers it turns Problems into answers. */
  routes: (server: FastifyInstance) => Promise<void>
  /** A new token for the set-up page, which makes earlier ones void; null when set-up is closed. Asked once per start. */
  setupToken(): Promise<string | null>
}

/** What the routes stand on. */
export interface DoorParts {
  companies: Companies
  passes: Passes
  /** How people reach us from outside; empty when nobody said. */
  publicUrl: string
}

/** The door of an installation; `publicUrl` decides whether the cookie is `Secure` and which origin is ours. */
export const openDoor = ({ companies, settings }: { companies: Companies; settings: { publicUrl: string } }): Door => {
  const parts: DoorParts = { companies, passes: openPasses(), publicUrl: settings.publicUrl }
  return {
    authenticate: request => authenticate(parts, request),
    routes: async server => registerRoutes(server, parts),
    setupToken: () => newSetupToken(companies.pools.control()),
  }
}
