import { subscribe } from 'node:diagnostics_channel'
import type { FastifyInstance } from 'fastify'
import { expect, it } from 'vitest'
import { browserClient } from '#test/harness/browser-client.ts'
import { testProgram } from '#test/harness/program.ts'

// Every route of the running server either asks who comes (401 for nobody), or stands here, where somebody looked at it.

/** What whoever has no session may reach, and why that is well. */
const open: Record<string, string> = {
  'GET /api/health/live': 'says only that the process runs',
  'GET /api/health/ready': 'says only whether it serves',
  'GET /api/setup': 'says only whether the installation waits for its first company',
  'POST /api/setup': 'asks for the token that the first start printed',
  'POST /api/session': 'is how people come in; attempts are counted',
  'POST /api/invitations/look': 'asks for the token of the link; strangers are counted',
  'POST /api/invitations/accept': 'the same, and gives an account to whom the link was sent',
  'POST /api/invitations/accept-with-account': 'the same, and proves an account that exists',
  'GET /api/sign-up': 'no such address unless SIGNUP=open; says only that',
  'POST /api/sign-up': 'the same; makes a company for a stranger, who is counted',
  'POST /api/forgotten': 'answers the same whatever it is told; strangers are counted',
  'GET /api/forms/:token/public': 'says of a form what its public page says; asks for its token',
  'POST /api/forms/:token':
    'takes what strangers send by a form; asks for its token, strangers and the form are counted',
  'DELETE /api/session': 'ends the session that it is given, and without one does nothing',
}

const routes: string[] = []
subscribe('fastify.initialization', message => {
  const { fastify } = message as { fastify: FastifyInstance }
  fastify.addHook('onRoute', ({ method, url }) => {
    for (const one of [method].flat()) if (one !== 'HEAD' && one !== 'OPTIONS') routes.push(`${one} ${url}`)
  })
})

it('every route asks who comes, or is on the reviewed list', async () => {
  const { url } = await testProgram()
  const api = [...new Set(routes)].filter(route => route.includes(' /api/'))
  expect(api.length, 'the hook saw the routes').toBeGreaterThan(30)
  const stranger = browserClient(url)
  const answers = []
  for (const route of api) {
    if (route in open) continue
    const [method = '', address = ''] = route.split(' ')
    const body = method === 'GET' || method === 'DELETE' ? undefined : {}
    const { status, body: said } = await stranger.ask(method, addressed(address), body)
    answers.push({ route, status, code: said?.code })
  }
  expect(answers.filter(answer => answer.status !== 401)).toEqual([])
  expect(new Set(answers.map(answer => answer.code))).toEqual(new Set(['not_signed_in']))
})

it('the reviewed list names no route that is gone', async () => {
  await testProgram()
  expect(Object.keys(open).filter(route => !routes.includes(route))).toEqual([])
})

/** A route's address with something sensible in place of its parameters. */
const addressed = (url: string): string =>
  url
    .replace(':plural', 'customers')
    .replace(/:id|:user\b/g, '0199aaaa-0000-7000-8000-000000000000')
    .replace(/:\w+/g, 'name')
    .replace('*', 'anything')
