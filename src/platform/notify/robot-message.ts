import { createHmac } from 'node:crypto'
import type { Vendor } from './robot-address.ts'

/** What is posted to a robot. */
export interface RobotMessage {
  url: URL
  body: Record<string, unknown>
}

/**
 * A text as the vendor's documents say. 钉钉 signs `timestamp\nsecret` with the secret, in the address, in milliseconds; 飞书 signs nothing
 * with `timestamp\nsecret` as the key, in the body, in seconds; 企业微信 has its key in the address.
 */
export function robotMessage(
  { vendor, url, secret }: { vendor: Vendor; url: URL; secret: string | null },
  text: string,
  now: Date,
): RobotMessage {
  switch (vendor) {
    case 'wecom':
      return { url, body: { msgtype: 'text', text: { content: text } } }
    case 'dingtalk':
      return {
        url: secret ? signedAddress(url, secret, now.getTime()) : url,
        body: { msgtype: 'text', text: { content: text } },
      }
    case 'feishu': {
      const timestamp = String(Math.floor(now.getTime() / 1000))
      const sign = secret ? createHmac('sha256', `${timestamp}\n${secret}`).update('').digest('base64') : null
      return { url, body: { ...(sign ? { timestamp, sign } : {}), msg_type: 'text', content: { text } } }
    }
  }
}

function signedAddress(url: URL, secret: string, timestamp: number): URL {
  const signed = new URL(url)
  signed.searchParams.set('timestamp', String(timestamp))
  signed.searchParams.set('sign', createHmac('sha256', secret).update(`${timestamp}\n${secret}`).digest('base64'))
  return signed
}

/** Null when the vendor took it, else its reason. All of them answer 200 also when they refuse. */
export function refusalIn(vendor: Vendor, answer: unknown): string | null {
  const { errcode, errmsg, code, msg, StatusCode } = (
    typeof answer === 'object' && answer !== null ? answer : {}
  ) as Record<string, unknown>
  const said = vendor === 'feishu' ? (code ?? StatusCode) : errcode
  if (said === 0) return null
  return `${String(said ?? '?')} ${String(errmsg ?? msg ?? '')}`.trim().slice(0, 300)
}
