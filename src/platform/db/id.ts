import { AsyncLocalStorage } from 'node:async_hooks'
import { randomFillSync } from 'node:crypto'

/** A new record id: UUID version 7 (RFC 9562), so that ids of later records sort after earlier ones, also within a millisecond. */
export function newId(at: number = Date.now()): string {
  const given = sources.getStore()
  if (given) return given()
  if (at > lastAt) {
    lastAt = at
    sequence = 0
  } else sequence += 1
  if (sequence > 0xfff) {
    lastAt += 1
    sequence = 0
  }
  const bytes = randomFillSync(Buffer.alloc(16))
  bytes.writeUIntBE(lastAt, 0, 6)
  bytes.writeUInt16BE(0x7000 | sequence, 6)
  bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8)
  const hex = bytes.toString('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`
}

/** Runs `work` with ids of this source in place of new ones: what it makes is the same in every run. Nothing outside of it notices. */
export const withIds = <T>(source: () => string, work: () => Promise<T>): Promise<T> => sources.run(source, work)

const sources = new AsyncLocalStorage<() => string>()

let lastAt = 0
let sequence = 0
