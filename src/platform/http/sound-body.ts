import { badRequest } from '../errors.ts'

/** So deep may a body be nested; a filter tree of the deepest kind has its own, smaller limit. */
const deepest = 64

/**
 * Refuses a JSON body that no database could keep: text that is no text (half of a surrogate pair), and nesting without end.
 * @throws Problem `body.malformed` (400)
 */
export function assertSoundBody(body: unknown): void {
  const waiting: { value: unknown; depth: number }[] = [{ value: body, depth: 0 }]
  for (let one = waiting.pop(); one !== undefined; one = waiting.pop()) {
    const { value, depth } = one
    if (typeof value === 'string' && !value.isWellFormed()) throw badRequest('body.malformed')
    if (!isPlain(value)) continue
    if (depth >= deepest) throw badRequest('body.malformed')
    for (const [name, inner] of Object.entries(value)) {
      if (!name.isWellFormed()) throw badRequest('body.malformed')
      waiting.push({ value: inner, depth: depth + 1 })
    }
  }
}

/** What JSON is made of; a stream or bytes are looked at where they are read. */
const isPlain = (value: unknown): value is object =>
  Array.isArray(value) ||
  (typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype)
