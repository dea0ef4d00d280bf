import type { IncomingHttpHeaders } from 'node:http'
import { Problem } from '../errors.ts'

/** What is asked of a request that changes something and carries a cookie. */
export interface Asking {
  method: string
  headers: IncomingHttpHeaders
}

/** Whether a request of this method only looks. */
export const isSafe = (method: string): boolean => method === 'GET' || method === 'HEAD' || method === 'OPTIONS'

/**
 * Refuses a changing request that a page of another site sent with our cookie (CSRF): Problem `session.other_site` (403). A browser
 * says where it comes from in `Sec-Fetch-Site` or `Origin`. `proof: 'required'` refuses also who says nothing.
 */
export const refuseOtherSite = (
  { method, headers }: Asking,
  { publicUrl, proof }: { publicUrl: string; proof: 'required' | 'optional' },
): void => {
  if (isSafe(method)) return
  const site = headers['sec-fetch-site']
  const { origin } = headers
  if (site !== undefined) {
    // The browser itself compared: a proxy that changes the Host cannot mislead it.
    if (site !== 'same-origin') throw new Problem(403, 'session.other_site')
  } else if (origin !== undefined) {
    if (!isOurs(origin, headers.host, publicUrl)) throw new Problem(403, 'session.other_site')
  } else if (proof === 'required') throw new Problem(403, 'session.other_site')
}

/** The scheme does not count against Host: TLS may end before us. */
const isOurs = (origin: string, host: string | undefined, publicUrl: string): boolean => {
  const from = URL.parse(origin)
  if (!from || !/^https?:$/.test(from.protocol)) return false
  return from.host === host?.toLowerCase() || from.origin === URL.parse(publicUrl)?.origin
}
