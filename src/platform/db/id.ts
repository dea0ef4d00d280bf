import { randomFillSync } from 'node:crypto'

/** A new record id: UUID version 7 (RFC 9562), so that ids of later records sort after earlier ones, also within a millisecond. */
export function newId(at: number = Date.now()): string {
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

let lastAt = 0
let sequence = 0
