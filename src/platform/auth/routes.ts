import type { FastifyInstance } from 'fastify'
import { accountRoutes } from './account-routes.ts'
import type { DoorParts } from './door.ts'
import { keyRoutes } from './key-routes.ts'
import { roleRoutes } from './role-routes.ts'
import { sessionRoutes } from './session-routes.ts'
import { setupRoutes } from './setup-routes.ts'

/** Every route by which people come in, and by which they let others in. */
export const registerRoutes = (server: FastifyInstance, parts: DoorParts): void => {
  setupRoutes(server, parts)
  sessionRoutes(server, parts)
  accountRoutes(server, parts)
  roleRoutes(server, parts)
  keyRoutes(server, parts)
}
