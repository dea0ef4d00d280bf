/** Web sites that may send a form, as people write them: one a line, or parted by commas. */
export function readOrigins(text: unknown): { origins: string[]; strange: string[] } {
  const written = typeof text === 'string' ? text.split(/[\s,，;；]+/).filter(one => one !== '') : []
  const read = written.map(one => ({ one, origin: originIn(one) }))
  return {
    origins: [...new Set(read.flatMap(({ origin }) => origin ?? []))],
    strange: read.filter(({ origin }) => origin === null).map(({ one }) => one),
  }
}

/** `https://www.example.com`, of whatever address on that site was written. */
function originIn(text: string): string | null {
  const url = URL.parse(/^[a-z]+:\/\//i.test(text) ? text : `https://${text}`)
  const isSite = url !== null && /^https?:$/.test(url.protocol) && /^[\w.-]+$/.test(url.hostname) && !url.username
  return isSite ? url.origin : null
}
