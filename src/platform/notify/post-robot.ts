import { type LookupAddress, lookup } from 'node:dns'
import http from 'node:http'
import https from 'node:https'
import { isIP, type LookupFunction } from 'node:net'
import { Problem } from '../errors.ts'
import { isPrivateAddress } from '../mail/private-address.ts'
import { robotUrl, type Vendor } from './robot-address.ts'
import { refusalIn, robotMessage } from './robot-message.ts'

export interface RobotTarget {
  vendor: Vendor
  address: string
  secret: string | null
}

const timeoutMs = 10_000
const longestAnswer = 64 * 1024

/**
 * Sends a text to a robot. No redirect is followed; the name is looked up once, and the address found is the one that is connected to, unless
 * it is private. @throws Problem `robot.address_refused` (422), `robot.failed` (502) with the reason, without address or secret
 */
export async function postToRobot(target: RobotTarget, text: string, allowedHosts: readonly string[]): Promise<void> {
  const { url, isTrusted } = robotUrl(target.vendor, target.address, allowedHosts)
  const message = robotMessage({ ...target, url }, text, new Date())
  const { status, body } = await post(message.url, JSON.stringify(message.body), isTrusted).catch((error: unknown) => {
    throw failed(error instanceof Error && 'code' in error ? String(error.code) : 'no answer')
  })
  if (status !== 200) throw failed(`HTTP ${status}`)
  const refusal = refusalIn(target.vendor, parsed(body))
  if (refusal !== null) throw failed(refusal)
}

const failed = (reason: string): Problem => new Problem(502, 'robot.failed', { params: { reason } })

function parsed(body: string): unknown {
  try {
    return JSON.parse(body)
  } catch {
    return null
  }
}

function post(url: URL, body: string, isTrusted: boolean): Promise<{ status: number; body: string }> {
  const { promise, resolve, reject } = Promise.withResolvers<{ status: number; body: string }>()
  // A literal address is not looked up, so it is looked at here.
  if (!isTrusted && isIP(url.hostname) !== 0) throw new Error('a vendor has a name')
  const request = (url.protocol === 'http:' ? http : https).request(
    url,
    {
      method: 'POST',
      headers: { 'content-type': 'application/json; charset=utf-8', 'content-length': Buffer.byteLength(body) },
      timeout: timeoutMs,
      ...(isTrusted ? {} : { lookup: publicLookup }),
    },
    response => {
      let text = ''
      response.setEncoding('utf8')
      response.on('data', (part: string) => {
        text += part
        if (text.length > longestAnswer) request.destroy(new Error('the answer is too long'))
      })
      response.on('end', () => resolve({ status: response.statusCode ?? 0, body: text }))
      response.on('error', reject)
    },
  )
  request.on('timeout', () => request.destroy(Object.assign(new Error('timeout'), { code: 'ETIMEDOUT' })))
  request.on('error', reject)
  request.end(body)
  return promise
}

/** Looks up a name and refuses all of it when any address is private: what is checked is what is connected to. */
const publicLookup: LookupFunction = (hostname, options, callback) => {
  lookup(hostname, { ...options, all: true }, (error, addresses: LookupAddress[]) => {
    if (error) return callback(error, '', 0)
    const first = addresses[0]
    if (!first || addresses.some(({ address }) => isPrivateAddress(address)))
      return callback(Object.assign(new Error('a private address'), { code: 'EPRIVATE' }), '', 0)
    if (options.all) callback(null, addresses)
    else callback(null, first.address, first.family)
  })
}
