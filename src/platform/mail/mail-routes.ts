import { text, whole, yesNo } from '../http/shapes.ts'
import { says } from '../http/describe-route.ts'
import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { countCompanyMail } from '../auth/attempts.ts'
import type { DoorParts } from '../auth/door.ts'
import { noteAccount } from '../auth/note.ts'
import { requirePerson, requireRight } from '../auth/require.ts'
import { parseBody } from '../http/body.ts'
import { translate } from '../i18n/index.ts'
import { isMailAddress } from './mail-address.ts'
import { type MailServer, mailAddressOf } from './mail-server.ts'
import { readMailSettings, writeMailSettings } from './mail-settings.ts'

const noControl = (text: string): boolean => !/\p{Cc}/u.test(text)

const settingsSchema = z.strictObject({
  host: z
    .string()
    .trim()
    .min(1)
    .max(253)
    .refine(text => /^[\w.:-]+$/.test(text), 'field.wrong_form'),
  port: z.int().min(1).max(65_535),
  security: z.enum(['tls', 'starttls', 'none']),
  user: z.string().trim().max(254).refine(noControl, 'field.control_character').nullish(),
  /** Left out: as it is. */
  password: z.string().max(500).refine(noControl, 'field.control_character').nullish(),
  from: z.string().trim().refine(isMailAddress, 'field.wrong_form'),
})

const testSchema = z.strictObject({ to: z.string().trim().refine(isMailAddress, 'field.wrong_form') })

const mailAnswer = z.object({
  source: z.enum(['company', 'installation']).nullable(),
  from: text.optional(),
  host: text.optional(),
  port: whole.optional(),
  security: z.enum(['tls', 'starttls', 'none']).optional(),
  user: text.nullish(),
  hasPassword: yesNo.optional(),
})

/** `/api/mail-settings`: how the company's mail goes out; the right is `settings.update`. No password ever comes back. */
export const mailRoutes = (server: FastifyInstance, parts: DoorParts): void => {
  const control = () => parts.companies.pools.control()

  server.get(
    '/api/mail-settings',
    says({ id: 'mail.read', answer: mailAnswer, who: 'person', right: 'settings.update' }),
    async request => {
      const person = await requirePerson(parts, request)
      requireRight(person, 'settings.update')
      return shown(parts, person.company.id)
    },
  )

  server.put(
    '/api/mail-settings',
    says({ id: 'mail.write', body: settingsSchema, answer: mailAnswer, who: 'person', right: 'settings.update' }),
    async request => {
      const person = await requirePerson(parts, request)
      requireRight(person, 'settings.update')
      const { from, password, user, ...place } = parseBody(settingsSchema, request.body)
      const companyId = person.company.id
      await mailAddressOf(place.host, { publicOnly: parts.signup === 'open' })
      const before = await readMailSettings(control(), parts.secrets, companyId)
      // A password is for the server that it was given for: another one would get to read it.
      const isSame = before?.server.host === place.host && before.server.user === (user || null)
      const kept = isSame ? before.server.password : null
      const mailServer: MailServer = { ...place, user: user || null, password: password || kept }
      await writeMailSettings(control(), parts.secrets, { companyId, settings: { server: mailServer, from } })
      const detail = { host: place.host, port: place.port, security: place.security, user: user ?? null, from }
      await noteAccount(person, request, { kind: 'settings.mail', userId: null, detail })
      return shown(parts, companyId)
    },
  )

  // Back to what the installation has.
  server.delete(
    '/api/mail-settings',
    says({ id: 'mail.remove', answer: mailAnswer, who: 'person', right: 'settings.update' }),
    async request => {
      const person = await requirePerson(parts, request)
      requireRight(person, 'settings.update')
      await writeMailSettings(control(), parts.secrets, { companyId: person.company.id, settings: null })
      await noteAccount(person, request, { kind: 'settings.mail', userId: null, detail: { removed: true } })
      return shown(parts, person.company.id)
    },
  )

  server.post(
    '/api/mail-settings/test',
    says({ id: 'mail.test', body: testSchema, who: 'person', right: 'settings.update' }),
    async (request, reply) => {
      const person = await requirePerson(parts, request)
      requireRight(person, 'settings.update')
      const { to } = parseBody(testSchema, request.body)
      const { company, locale } = person
      await countCompanyMail(control(), company.id)
      await parts.mail.send(company.id, {
        to: { name: person.actor.name, address: to },
        fromName: company.name,
        subject: translate(locale, 'mail.test.subject'),
        text: translate(locale, 'mail.test.text', { company: company.name }),
      })
      return reply.code(204).send()
    },
  )
}

const shown = async ({ mail }: DoorParts, companyId: string) => {
  const known = await mail.settingsOf(companyId)
  if (!known) return { source: null }
  const { source, settings } = known
  // What the operator set up is his: a company sees the sender alone.
  if (source === 'installation') return { source, from: settings.from }
  const { password, ...server } = settings.server
  return { source, from: settings.from, ...server, hasPassword: password !== null }
}
