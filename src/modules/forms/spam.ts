import { createHmac, timingSafeEqual } from 'node:crypto'

/** Why something was set aside to be looked at. */
export type SpamReason = 'trap' | 'tooFast' | 'unsigned' | 'tooOld' | 'links' | 'markup'

/** Nobody reads and fills a form faster, in milliseconds; and one that was open for longer than a week was kept for another purpose. */
const fastest = 2500
const longest = 7 * 86_400_000
/** More addresses of web sites than this nobody who asks for an offer writes. */
const mostLinks = 2

/** The instant at which a form was opened, signed with the form's key. */
export const stampOf = (key: string, at: number): string => `${at.toString(36)}.${signature(key, at.toString(36))}`

/** What a submission looks like to the rules. */
export interface Suspect {
  /** What stands in the field that people do not see. */
  trap: unknown
  /** As the page gave it; undefined where a web site of the company's sends by itself. */
  stamp: unknown
  /** Whether it must have a stamp: what the page sends has one. */
  needsStamp: boolean
  texts: readonly string[]
  now: number
}

/** Why this looks like spam; null when it does not. */
export function spamIn(key: string, { trap, stamp, needsStamp, texts, now }: Suspect): SpamReason | null {
  if (typeof trap === 'string' ? trap !== '' : trap !== undefined && trap !== null) return 'trap'
  if (stamp !== undefined || needsStamp) {
    const opened = openedAt(key, stamp)
    if (opened === null) return 'unsigned'
    if (now - opened < fastest) return 'tooFast'
    if (now - opened > longest) return 'tooOld'
  }
  const all = texts.join('\n')
  if (/<\/?(?:a|script|img|iframe|svg|style)\b|\[\/?(?:url|link)\b/i.test(all)) return 'markup'
  return (all.match(/https?:\/\/|\bwww\./gi) ?? []).length > mostLinks ? 'links' : null
}

function openedAt(key: string, stamp: unknown): number | null {
  if (typeof stamp !== 'string' || stamp.length > 200) return null
  const [at = '', signed = ''] = stamp.split('.')
  const [given, wanted] = [Buffer.from(signed), Buffer.from(signature(key, at))]
  if (given.length !== wanted.length || !timingSafeEqual(given, wanted)) return null
  return Number.parseInt(at, 36)
}

const signature = (key: string, at: string): string => createHmac('sha256', key).update(at).digest('base64url')
