import { createHash } from 'node:crypto'

/** A line of the log as its seal is reckoned: every value as PostgreSQL writes it, so that reading it again gives the same. */
export interface SealedLine {
  position: string
  id: string
  /** Microseconds since 1970. */
  stamp: string
  userId: string | null
  actorKind: string
  kind: string
  object: string | null
  recordId: string | null
  ip: string | null
  correlationId: string | null
}

/**
 * The detail under a salt of its own: when the detail is taken out for a person's sake the salt goes with it, and the digest that stays in the
 * chain tells nothing by trying.
 */
export const digestOf = (salt: Buffer, detail: string | null): Buffer =>
  createHash('sha256')
    .update(salt)
    .update(detail ?? 'nothing')
    .digest()

/** The hash of a line: over the hash before it and everything that the line says. `before` is null for the first. */
export const hashOf = (before: Buffer | null, line: SealedLine, digest: Buffer): Buffer => {
  const { position, id, stamp, userId, actorKind, kind, object, recordId, ip, correlationId } = line
  const said = [
    before?.toString('hex') ?? null,
    position,
    id,
    stamp,
    userId,
    actorKind,
    kind,
    object,
    recordId,
    digest.toString('hex'),
    ip,
    correlationId,
  ]
  return createHash('sha256').update(JSON.stringify(said)).digest()
}

/** A place in the chain in one word, as an operator keeps it elsewhere: `<position>:<hash>`. */
export const headText = ({ position, hash }: { position: string; hash: Buffer }): string =>
  `${position}:${hash.toString('hex')}`

/** The same read again; null when it is none. */
export const readHead = (text: string): { position: string; hash: Buffer } | null => {
  const [, position, hash] = /^(\d{1,18}):([\da-f]{64})$/i.exec(text.trim()) ?? []
  return position && hash ? { position, hash: Buffer.from(hash, 'hex') } : null
}
