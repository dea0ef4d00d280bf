import type { FastifyInstance } from 'fastify'
import type { Companies, OpenCompany } from '../companies/companies.ts'
import { type Mail, openMail } from '../mail/mail.ts'
import type { MailSettings } from '../mail/mail-settings.ts'
import { openSecrets, type Secrets } from '../secrets/secrets.ts'
import { countSent, type PublicUse } from './attempts.ts'
import { authenticate, type Incoming, openPasses, type Passes, type Visitor } from './authenticate.ts'
import { watchOpenRequests } from './open-requests.ts'
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
  /** Sends mail in the name of companies. */
  mail: Mail
  /** From now on a request that lasts (an export, a live connection) is cut within a second after its visitor may no longer be here. */
  watch(server: FastifyInstance): void
  /** Set-up, session, accounts, roles and keys under `/api`; whoever registers it turns Problems into answers. */
  routes: (server: FastifyInstance) => Promise<void>
  /** A company whose public pages anybody may open. Problem `not_found` for one that is not there or not open. */
  companyOf(id: string): Promise<OpenCompany>
  /** Counts what a stranger sends against his address and against whatever takes it. Problem `session.too_often` (429) with the seconds to wait. */
  countSent(to: { what: PublicUse; id: string; address: string }): Promise<void>
  /** With what links that we give out begin. */
  linkBase: string
  /** A new token for the set-up page, which makes earlier ones void; null when set-up is closed. Asked once per start. */
  setupToken(): Promise<string | null>
}

/** What the routes stand on. */
export interface DoorParts {
  companies: Companies
  passes: Passes
  /** How people reach us from outside; empty when nobody said. */
  publicUrl: string
  /** With what links that we send begin; never what a request says of itself. */
  linkBase: string
  signup: 'closed' | 'open'
  secrets: Secrets
  mail: Mail
}

/** What the door needs of the settings. */
export interface DoorSettings {
  publicUrl: string
  /** Where people reach us when nobody said: the address that we listen on. */
  url?: string
  signup?: 'closed' | 'open'
  secretKeys?: readonly string[]
  mail?: MailSettings | null
}

/** The door of an installation; `publicUrl` decides whether the cookie is `Secure` and which origin is ours. */
export const openDoor = ({ companies, settings }: { companies: Companies; settings: DoorSettings }): Door => {
  const { publicUrl, url = '', signup = 'closed' } = settings
  const secrets = openSecrets({ folder: companies.server.dataFolder, keys: settings.secretKeys ?? [] })
  const mail = openMail({
    control: companies.pools.control,
    secrets,
    installation: settings.mail ?? null,
    publicOnly: signup === 'open',
  })
  const parts: DoorParts = {
    companies,
    passes: openPasses(),
    publicUrl,
    linkBase: publicUrl || url,
    signup,
    secrets,
    mail,
  }
  return {
    mail,
    authenticate: request => authenticate(parts, request),
    watch: server => watchOpenRequests(server, companies),
    companyOf: id => companies.open(id),
    countSent: to => countSent(companies.pools.control(), to),
    linkBase: parts.linkBase,
    routes: async server => registerRoutes(server, parts),
    setupToken: () => newSetupToken(companies.pools.control()),
  }
}
