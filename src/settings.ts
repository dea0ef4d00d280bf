import { isIP } from 'node:net'
import type { ServerSettings } from '#platform/db/open-server.ts'
import { isMailAddress } from '#platform/mail/mail-address.ts'
import { readMailUrl } from '#platform/mail/mail-server.ts'
import type { MailSettings } from '#platform/mail/mail-settings.ts'
import { Problem } from '#platform/errors.ts'

/** Everything that the environment decides, read once at the start. */
export interface Settings {
  /** The address to listen on; `localhost` keeps other machines out. */
  host: string
  /** 0 takes any free port. */
  port: number
  /** What this process does: serve people, do jobs, or both. */
  role: Role
  /** How people reach it from outside, without a slash at the end; links in mails begin with it. Empty: the address it listens on. */
  publicUrl: string
  /** The proxies whose word counts for where a request came from: addresses, networks, `loopback`. */
  trustProxy: string[]
  /** Who may make a company beside the first: nobody but the operator (`closed`), or anybody (`open`). */
  signup: 'closed' | 'open'
  /** With what secrets of others are sealed; the first seals, all of them open. Empty: a key in the data folder. */
  secretKeys: string[]
  /** The mail server of every company that has none of its own. */
  mail: MailSettings | null
  /** Where files lie (empty: beside the database), and the largest one in bytes. */
  files: { place: string; limit: number }
  /** Hosts beside the vendors' own to which messages of group robots may go. */
  robotHosts: string[]
  logLevel: LogLevel
  /** Opens the demo company, on data of its own, as it is at this instant (milliseconds); null is the ordinary program. */
  demo: { until: number } | null
  database: ServerSettings
}

export type Role = 'web' | 'worker' | 'all'
type LogLevel = (typeof LOG_LEVELS)[number]

const LOG_LEVELS = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'] as const
const ROLES = ['web', 'worker', 'all'] as const
const SIGNUPS = ['closed', 'open'] as const

/** What the command line says; it wins. */
export interface GivenSettings {
  role?: string | undefined
  port?: string | undefined
  host?: string | undefined
  demo?: boolean | undefined
  /** YYYY-MM-DD: the demo company as it is in the evening of this day; now unless told. */
  day?: string | undefined
}

/**
 * Reads the settings from environment variables (docs/operations.md lists them); `given` are those of the command line, which win.
 * Throws the problem `setting.invalid` with the variable's name, its value and what is expected.
 */
export const readSettings = (env: NodeJS.ProcessEnv = process.env, given: GivenSettings = {}): Settings => {
  const text = (name: string): string => (env[name] ?? '').trim()
  if (given.demo && text('DATABASE_URL')) throw new Problem(409, 'demo.own_database')
  return {
    host: given.host ?? (text('HOST') || 'localhost'),
    port: wholeNumber('PORT', given.port ?? text('PORT'), { otherwise: 3000, from: 0, to: 65_535 }),
    role: oneOf('--role', given.role ?? text('ROLE'), ROLES, 'all'),
    publicUrl: address('PUBLIC_URL', text('PUBLIC_URL')),
    trustProxy: proxies('TRUST_PROXY', text('TRUST_PROXY')),
    signup: oneOf('SIGNUP', text('SIGNUP'), SIGNUPS, 'closed'),
    secretKeys: text('SECRET_KEY')
      .split(',')
      .flatMap(key => key.trim() || []),
    mail: mailSettings(text('SMTP_URL'), text('MAIL_FROM')),
    files: { place: text('FILES'), limit: megabytes('FILE_LIMIT', text('FILE_LIMIT'), 50) },
    robotHosts: text('ROBOT_HOSTS')
      .split(',')
      .flatMap(host => host.trim().toLowerCase() || []),
    logLevel: oneOf('LOG_LEVEL', text('LOG_LEVEL'), LOG_LEVELS, 'warn'),
    demo: given.demo ? { until: demoInstant(given.day) } : null,
    database: {
      databaseUrl: text('DATABASE_URL') || undefined,
      // A demo lies beside the data, never among them.
      dataDir: `${text('DATA_DIR') || 'data'}${given.demo ? '-demo' : ''}`,
      dataDirChosen: text('DATA_DIR') !== '',
      poolSize: wholeNumber('POOL_SIZE', text('POOL_SIZE'), { otherwise: 10, from: 2, to: 1000 }),
      embedded: {
        sharedBuffers: memory('EMBEDDED_SHARED_BUFFERS', text('EMBEDDED_SHARED_BUFFERS')),
        maxConnections: wholeNumber('EMBEDDED_MAX_CONNECTIONS', text('EMBEDDED_MAX_CONNECTIONS'), {
          otherwise: 100,
          from: 20,
          to: 10_000,
        }),
      },
    },
  }
}

/** Half past five in the afternoon of that day in Shanghai, where the demo company is. */
const demoInstant = (day: string | undefined): number => {
  if (day === undefined) return Date.now()
  const instant = Date.parse(`${day}T17:30:00+08:00`)
  if (!/^\d{4}-\d{2}-\d{2}$/.test(day) || Number.isNaN(instant)) throw wrong('--day', day, 'YYYY-MM-DD')
  return instant
}

const wholeNumber = (name: string, text: string, range: { otherwise: number; from: number; to: number }): number => {
  if (text === '') return range.otherwise
  const number = Number(text)
  if (/^\d+$/.test(text) && number >= range.from && number <= range.to) return number
  throw wrong(name, text, `${range.from} … ${range.to}`)
}

const oneOf = <const T extends string>(name: string, text: string, choices: readonly T[], otherwise: T): T => {
  if (text === '') return otherwise
  const choice = choices.find(candidate => candidate === text)
  if (choice === undefined) throw wrong(name, text, choices.join(' | '))
  return choice
}

const address = (name: string, text: string): string => {
  if (text === '') return ''
  const url = URL.parse(text)
  if (!url || !/^https?:$/.test(url.protocol)) throw wrong(name, text, 'https://crm.example.com')
  return url.href.replace(/\/+$/, '')
}

/** Proxies on this machine are always trusted: whoever is here could do worse. */
const proxies = (name: string, text: string): string[] => {
  const given = text.split(',').flatMap(part => part.trim() || [])
  for (const proxy of given) if (!isProxy(proxy)) throw wrong(name, proxy, '10.0.0.5,192.168.0.0/16')
  return [...new Set(['loopback', ...given])]
}

const isProxy = (text: string): boolean => {
  if (/^(loopback|linklocal|uniquelocal)$/.test(text)) return true
  const [address = '', bits, more] = text.split('/')
  const family = isIP(address)
  if (family === 0 || more !== undefined) return false
  return (
    bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) >= 1 && Number(bits) <= (family === 4 ? 32 : 128))
  )
}

const mailSettings = (url: string, from: string): MailSettings | null => {
  if (url === '' && from === '') return null
  const server = readMailUrl(url)
  // The address may hold a password, so it is not repeated.
  if (!server) throw wrong('SMTP_URL', '…', 'smtps://user:password@smtp.example.com:465')
  if (!isMailAddress(from)) throw wrong('MAIL_FROM', from, 'crm@example.com')
  return { server, from }
}

const megabytes = (name: string, text: string, otherwise: number): number => {
  const [, number = String(otherwise)] = /^([1-9]\d{0,5})\s*MB$/i.exec(text) ?? []
  if (text !== '' && !/^[1-9]\d{0,5}\s*MB$/i.test(text)) throw wrong(name, text, '50MB')
  return Number(number) * 1024 * 1024
}

const memory = (name: string, text: string): string | undefined => {
  if (text === '') return undefined
  if (!/^\d+(kB|MB|GB)$/.test(text)) throw wrong(name, text, '256MB')
  return text
}

const wrong = (name: string, value: string, expected: string): Problem =>
  new Problem(400, 'setting.invalid', { params: { name, value, expected } })
