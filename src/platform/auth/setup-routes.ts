import { z } from 'zod'
import { says } from '../http/describe-route.ts'
import { sessionAnswer } from './auth-answers.ts'
import type { FastifyInstance } from 'fastify'
import { parseBody } from '../http/body.ts'
import { comeIn } from './come-in.ts'
import type { DoorParts } from './door.ts'
import { refuseOtherSite } from './same-origin.ts'
import { isSetupOpen, setUp, setupSchema } from './setup.ts'

/** The first company and its administrator. */
export const setupRoutes = (server: FastifyInstance, parts: DoorParts): void => {
  server.get(
    '/api/setup',
    says({ id: 'setup.isOpen', answer: z.object({ open: z.boolean() }), who: 'anybody' }),
    async () => ({ open: await isSetupOpen(parts.companies.pools.control()) }),
  )

  server.post(
    '/api/setup',
    says({ id: 'setup.setUp', body: setupSchema, answer: sessionAnswer, status: 201, who: 'anybody' }),
    async (request, reply) => {
      refuseOtherSite(request, { publicUrl: parts.publicUrl, proof: 'optional' })
      const who = await setUp(parts.companies, parseBody(setupSchema, request.body))
      void reply.code(201)
      return comeIn(parts, who, { request, reply })
    },
  )
}
