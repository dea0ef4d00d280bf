// Answers that came along with another one: whoever asks for them within a moment is given them without a request.

interface Kept {
  answer: unknown
  until: number
}
const kept = new Map<string, Kept>()
const keptMs = 8000

/** Keeps what addresses (as `apiUrl` gives them) would answer, each for the first who asks. */
export function handOver(answers: readonly { url: string; answer: unknown }[]): void {
  const now = Date.now()
  for (const [url, { until }] of kept) if (until < now) kept.delete(url)
  for (const { url, answer } of answers) kept.set(plain(url), { answer, until: now + keptMs })
}

/** The answer that was handed over for this address, once; undefined when there is none. */
export function takeHanded(url: string): unknown {
  if (kept.size === 0) return undefined
  const key = plain(url)
  const found = kept.get(key)
  kept.delete(key)
  return found && found.until >= Date.now() ? found.answer : undefined
}

/** After a change nothing that was read before it is true any more. */
export const dropHanded = (): void => kept.clear()

/** The same question in the same words, however its parts are ordered. */
function plain(url: string): string {
  const [path = '', search = ''] = url.split('?')
  const parts = [...new URLSearchParams(search)].map(([name, value]) =>
    name === 'filter' ? `${name}=${inOrder(value)}` : `${name}=${value}`,
  )
  return `${path}?${parts.sort().join('&')}`
}

const inOrder = (filter: string): string =>
  JSON.stringify(JSON.parse(filter), (_key, value: unknown) =>
    typeof value === 'object' && value !== null && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
      : value,
  )
