import { z } from 'zod'
import { scopes } from '../access/actor.ts'
import { instant, text, uuid, whole, yesNo } from '../http/shapes.ts'

// What the routes of coming in answer, for the API documentation.

const locale = z.enum(['zh', 'en'])
const scope = z.enum(scopes)
const grants = z.record(z.string(), z.union([scope, z.array(scope)]))

/** Who one is. */
export const sessionAnswer = z.object({
  user: z.object({ id: uuid, name: text }),
  company: z.object({
    id: uuid,
    name: text,
    locale,
    baseCurrency: text,
    timeZone: text,
    fiscalYearStart: whole,
    weekStart: whole,
    watermark: yesNo,
  }),
  permissions: grants,
  mustEnrol: yesNo.optional(),
  viewedBy: z.object({ id: uuid, name: text }).optional(),
  locale,
})

export const policyAnswer = z.object({
  idleMinutes: whole,
  longestDays: whole,
  secondFactor: z.enum(['none', 'roles', 'all']),
  secondFactorRoles: z.array(text),
})

const invitation = z.object({
  id: uuid,
  kind: z.enum(['invite', 'reset']),
  userId: uuid,
  expiresAt: instant,
  mailedTo: text.nullable(),
})
export const invitationsAnswer = z.object({ invitations: z.array(invitation), linkBase: text })
const made = invitation.extend({ name: text, link: text, mailProblem: text.nullable() })
export const madeInvitations = z.object({ invitations: z.array(made) })
export const madeInvitation = z.object({ invitation: made })

/** What a link says before it is used. */
export const invitationView = z.object({
  kind: z.enum(['invite', 'reset']),
  company: z.object({ name: text, locale }),
  inviterName: text.nullable(),
  name: text,
  expiresAt: instant,
  mobile: text.nullable(),
  email: text.nullable(),
  login: text.nullable(),
})

/** Signed in, unless the account has a second factor. */
export const acceptedAnswer = z.union([sessionAnswer, z.object({ mustSignIn: yesNo })])

export const rolesAnswer = z.object({
  roles: z.array(
    z.object({
      id: text,
      name: text,
      names: z.object({ zh: text, en: text }),
      grants,
      fieldRights: z.record(z.string(), text),
      holders: whole,
    }),
  ),
})
const choice = z.object({ name: text, label: text })
export const roleChoicesAnswer = z.object({
  nouns: z.array(
    z.object({
      name: text,
      label: text,
      owned: yesNo,
      rights: z.array(choice),
      fields: z.array(choice.extend({ canMask: yesNo })),
    }),
  ),
  program: z.array(choice),
})
export const roleIds = z.object({ roles: z.array(text) })

const key = z.object({
  id: uuid,
  name: text,
  prefix: text,
  createdAt: instant,
  lastUsedAt: instant.nullable(),
  rights: z.array(text).nullable(),
  expiresAt: instant.nullable(),
})
export const keysAnswer = z.object({ keys: z.array(key.extend({ userId: uuid, userName: text })) })
/** The key itself is shown now and never again. */
export const newKeyAnswer = key.extend({ key: text })

const logins = { login: text.optional(), mobile: text.optional(), email: text.optional() }
const account = z.object({ ...logins, state: z.enum(['active', 'disabled']) })
export const accountAnswer = z.object({ account: account.nullable() })
export const accountsAnswer = z.object({
  accounts: z.array(
    z.object({
      userId: uuid,
      account: account
        .extend({ lastSignInAt: instant.nullable(), lockedUntil: instant.nullable(), hasSecondFactor: yesNo })
        .nullish(),
      roles: z.array(z.object({ id: text, name: text })).optional(),
    }),
  ),
})

const session = z.object({
  id: uuid,
  companyId: uuid,
  companyName: text,
  startedAt: instant,
  lastSeenAt: instant,
  expiresAt: instant,
  ip: text.nullable(),
  userAgent: text.nullable(),
})
export const ownSessions = z.object({ sessions: z.array(session.extend({ isCurrent: yesNo })) })
export const hisSessions = z.object({ sessions: z.array(session) })
export const endedAnswer = z.object({ ended: whole })

export const secondFactorAnswer = z.object({ isOn: yesNo, recoveryCodesLeft: whole, isRequired: yesNo })
export const secretAnswer = z.object({ secret: text, uri: text })
export const codesAnswer = z.object({ recoveryCodes: z.array(text) })
export const confirmedAnswer = codesAnswer.extend({ session: sessionAnswer })
