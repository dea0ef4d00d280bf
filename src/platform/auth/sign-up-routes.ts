import { z } from 'zod'
import { says } from '../http/describe-route.ts'
import { sessionAnswer } from './auth-answers.ts'
import type { FastifyInstance } from 'fastify'
import { notFound } from '../errors.ts'
import { parseBody } from '../http/body.ts'
import { countStranger } from './attempts.ts'
import { comeIn } from './come-in.ts'
import type { DoorParts } from './door.ts'
import { refuseOtherSite } from './same-origin.ts'
import { isSetupOpen } from './setup.ts'
import { signUp, signUpSchema } from './sign-up.ts'

/**
 * `GET` and `POST /api/sign-up`: one more company on this installation, where SIGNUP=open allows it; elsewhere there is no such address. The first
 * company is made by the link that the start prints, so there is none here before that.
 */
export const signUpRoutes = (server: FastifyInstance, parts: DoorParts): void => {
  const isOpen = async (): Promise<boolean> =>
    parts.signup === 'open' && !(await isSetupOpen(parts.companies.pools.control()))

  server.get(
    '/api/sign-up',
    says({ id: 'setup.isSignUpOpen', answer: z.object({ open: z.boolean() }), who: 'anybody' }),
    async () => {
      if (!(await isOpen())) throw notFound('route')
      return { open: true }
    },
  )

  server.post(
    '/api/sign-up',
    says({ id: 'setup.signUp', body: signUpSchema, answer: sessionAnswer, status: 201, who: 'anybody' }),
    async (request, reply) => {
      if (!(await isOpen())) throw notFound('route')
      refuseOtherSite(request, { publicUrl: parts.publicUrl, proof: 'optional' })
      await countStranger(parts.companies.pools.control(), 'signup', request.ip)
      const who = await signUp(parts.companies, parseBody(signUpSchema, request.body))
      void reply.code(201)
      return comeIn(parts, who, { request, reply })
    },
  )
}
