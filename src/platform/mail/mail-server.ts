import { isIP } from 'node:net'
import { lookup } from 'node:dns/promises'
import { Problem } from '../errors.ts'
import { isPrivateAddress } from './private-address.ts'

/** A mail server (SMTP) as somebody who has an account there knows it. */
export interface MailServer {
  host: string
  port: number
  /** `tls` from the first byte (usually port 465), `starttls` after a word in clear (587), `none` for a server next door. */
  security: 'tls' | 'starttls' | 'none'
  user: string | null
  password: string | null
}

/** `smtps://user:password@host:465`, `smtp://…` with STARTTLS, `smtp://…?tls=none`. Null for what is no such address. */
export const readMailUrl = (text: string): MailServer | null => {
  const url = URL.parse(text)
  if (!url || !/^smtps?:$/.test(url.protocol) || !url.hostname) return null
  const security = url.protocol === 'smtps:' ? 'tls' : url.searchParams.get('tls') === 'none' ? 'none' : 'starttls'
  return {
    host: url.hostname.replace(/^\[|\]$/g, ''),
    port: url.port ? Number(url.port) : security === 'tls' ? 465 : 587,
    security,
    user: url.username ? decodeURIComponent(url.username) : null,
    password: url.password ? decodeURIComponent(url.password) : null,
  }
}

/**
 * The address to connect to. With `publicOnly` one of this machine or its network is refused (`mail.private_host`, 422), whatever name
 * it hides behind: where strangers may sign up, a mail server's name must be no way to look round in our network.
 */
export const mailAddressOf = async (host: string, { publicOnly }: { publicOnly: boolean }): Promise<string> => {
  if (!publicOnly) return host
  const addresses = isIP(host) ? [{ address: host }] : await lookup(host, { all: true })
  const first = addresses[0]
  if (!first || addresses.some(({ address }) => isPrivateAddress(address)))
    throw new Problem(422, 'mail.private_host', { params: { host } })
  return first.address
}
