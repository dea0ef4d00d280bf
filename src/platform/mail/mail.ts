import { isIP } from 'node:net'
import nodemailer from 'nodemailer'
import type { Database } from '../db/server.ts'
import { conflict, Problem } from '../errors.ts'
import type { Secrets } from '../secrets/secrets.ts'
import { isMailAddress } from './mail-address.ts'
import { type MailServer, mailAddressOf } from './mail-server.ts'
import { type MailSettings, readMailSettings } from './mail-settings.ts'
import './words.ts'

/** A mail to one person, as plain text. */
export interface MailMessage {
  to: { name?: string; address: string }
  /** What stands as the sender's name beside the address: the company. */
  fromName: string
  subject: string
  text: string
}

/** Sends mail in the name of companies. */
export interface Mail {
  /** By which settings a company's mail goes: its own, the installation's, or none. */
  settingsOf(companyId: string): Promise<{ source: 'company' | 'installation'; settings: MailSettings } | null>
  /**
   * Hands a mail to the company's mail server. Problems: `mail.not_set_up` (409), `mail.failed` (502) with the server's reason,
   * `mail.bad_address` (422), `mail.private_host` (422).
   */
  send(companyId: string, message: MailMessage): Promise<void>
}

/** `installation` is what SMTP_URL and MAIL_FROM say; with `publicOnly` a company's own server must stand in the open net. */
export const openMail = ({
  control,
  secrets,
  installation,
  publicOnly,
}: {
  control: () => Database
  secrets: Secrets
  installation: MailSettings | null
  publicOnly: boolean
}): Mail => {
  const settingsOf: Mail['settingsOf'] = async companyId => {
    const own = await readMailSettings(control(), secrets, companyId)
    if (own) return { source: 'company', settings: own }
    return installation && { source: 'installation', settings: installation }
  }
  return {
    settingsOf,
    send: async (companyId, message) => {
      const known = await settingsOf(companyId)
      if (!known) throw conflict('mail.not_set_up')
      await deliver(known.settings, message, { publicOnly: publicOnly && known.source === 'company' })
    },
  }
}

const deliver = async (
  { server, from }: MailSettings,
  { to, fromName, subject, text }: MailMessage,
  reach: { publicOnly: boolean },
): Promise<void> => {
  for (const address of [to.address, from])
    if (!isMailAddress(address)) throw new Problem(422, 'mail.bad_address', { params: { address: oneLine(address) } })
  const transport = nodemailer.createTransport(await transportOf(server, reach))
  try {
    await transport.sendMail({
      from: { name: oneLine(fromName), address: from },
      to: { name: oneLine(to.name ?? ''), address: to.address },
      subject: oneLine(subject),
      text,
      disableFileAccess: true,
      disableUrlAccess: true,
    })
  } catch (cause) {
    const reason = oneLine(cause instanceof Error ? cause.message : String(cause)).slice(0, 300)
    throw new Problem(502, 'mail.failed', { params: { reason: withoutSecret(reason, server) }, cause })
  } finally {
    transport.close()
  }
}

/** Names and subjects become one line: a line break in them would begin a header of somebody else's. */
const oneLine = (text: string): string => text.replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ').trim()

const withoutSecret = (text: string, { password }: MailServer): string =>
  password ? text.replaceAll(password, '…') : text

const transportOf = async (server: MailServer, reach: { publicOnly: boolean }) => ({
  host: await mailAddressOf(server.host, reach),
  port: server.port,
  secure: server.security === 'tls',
  requireTLS: server.security === 'starttls',
  ignoreTLS: server.security === 'none',
  ...(isIP(server.host) === 0 && { tls: { servername: server.host } }),
  connectionTimeout: 10_000,
  greetingTimeout: 10_000,
  socketTimeout: 20_000,
  ...(server.user && { auth: { user: server.user, pass: server.password ?? '' } }),
})
