import { z } from 'zod'
import { says } from '#platform/http/describe-route.ts'
import type { ApiServer } from '#platform/http/server.ts'
import { demoPassword } from './open-demo.ts'
import { active, departments } from './people.ts'

const answer = z.object({
  people: z.array(
    z.object({ login: z.string(), name: z.string(), position: z.string(), department: z.string(), role: z.string() }),
  ),
  password: z.string(),
})

/**
 * `GET /api/demo`: the people whom one may try, and their password. There is no such address where there is no demo; so that pages need
 * not ask for it there, every page of a demo leaves a mark in the browser.
 */
export const demoRoutes = (server: ApiServer): void => {
  const people = active.map(({ key, name, position, department, role }) => ({
    login: key,
    name,
    position,
    department: departments[department].name,
    role,
  }))
  server.addHook('onRequest', (request, reply, done) => {
    if (!request.url.startsWith('/api/')) void reply.header('set-cookie', 'zhanggui_demo=1; Path=/; SameSite=Lax')
    done()
  })
  server.get('/api/demo', says({ id: 'demo', answer, who: 'anybody' }), async () => ({
    people,
    password: demoPassword,
  }))
}
