import { drawKey } from '#web/api/draw-key.ts'

/**
 * The key under which a form sends: the same while it sends the same, another when something was changed. So a double click, or an answer that
 * was lost on the way, never makes two.
 */
export function openSendingKey(): (sent: unknown) => string {
  let last: { key: string; text: string } | null = null
  return sent => {
    const text = JSON.stringify(sent)
    if (last?.text !== text) last = { key: drawKey(), text }
    return last.key
  }
}
