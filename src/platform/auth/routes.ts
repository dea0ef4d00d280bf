import type { FastifyInstance } from 'fastify'
import { mailRoutes } from '../mail/mail-routes.ts'
import { accountRoutes } from './account-routes.ts'
import type { DoorParts } from './door.ts'
import { forgottenRoutes } from './forgotten-routes.ts'
import { invitationRoutes } from './invitation-routes.ts'
import { keyRoutes } from './key-routes.ts'
import { policyRoutes } from './policy-routes.ts'
import { roleRoutes } from './role-routes.ts'
import { secondFactorRoutes } from './second-factor-routes.ts'
import { sessionListRoutes } from './session-list-routes.ts'
import { sessionRoutes } from './session-routes.ts'
import { setupRoutes } from './setup-routes.ts'
import { signUpRoutes } from './sign-up-routes.ts'
import { standingRoutes } from './standing-routes.ts'
import { viewAsRoutes } from './view-as.ts'

/** Every route by which people come in, and by which they let others in. */
export const registerRoutes = (server: FastifyInstance, parts: DoorParts): void => {
  setupRoutes(server, parts)
  sessionRoutes(server, parts)
  accountRoutes(server, parts)
  roleRoutes(server, parts)
  viewAsRoutes(server, parts)
  keyRoutes(server, parts)
  sessionListRoutes(server, parts)
  standingRoutes(server, parts)
  policyRoutes(server, parts)
  mailRoutes(server, parts)
  invitationRoutes(server, parts)
  forgottenRoutes(server, parts)
  secondFactorRoutes(server, parts)
  signUpRoutes(server, parts)
}
