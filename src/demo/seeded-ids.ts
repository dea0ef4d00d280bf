import type { Random } from './random.ts'

/** Gives UUIDs of version 7 whose time is that of a clock (milliseconds) and whose chance is drawn: equal in every run, later ones sort later. */
export function seededIds(random: Random, clock: () => number): () => string {
  let [lastAt, sequence] = [0, 0]
  return () => {
    const at = clock()
    if (at > lastAt) [lastAt, sequence] = [at, 0]
    else if (++sequence > 0xfff) [lastAt, sequence] = [lastAt + 1, 0]
    return idOf(random, lastAt, sequence)
  }
}

/** One UUID of version 7 for this instant. */
export function idOf(random: Random, at: number, sequence = random.whole(0, 0xfff)): string {
  const time = Math.floor(at).toString(16).padStart(12, '0')
  const hex = (digits: number): string =>
    Array.from({ length: digits }, () => random.whole(0, 15).toString(16)).join('')
  const variant = (8 + random.whole(0, 3)).toString(16)
  return `${time.slice(0, 8)}-${time.slice(8)}-7${sequence.toString(16).padStart(3, '0')}-${variant}${hex(3)}-${hex(12)}`
}
