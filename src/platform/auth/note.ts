import type { FastifyRequest } from 'fastify'
import { originOf, writeAudit } from '../audit/write-audit.ts'
import type { Visitor } from './authenticate.ts'

/** Writes into the company's audit log what a visitor did to a user's account; `detail` never holds a secret. */
export const noteAccount = (
  { db, actor }: Pick<Visitor, 'db' | 'actor'>,
  request: FastifyRequest,
  { kind, userId, detail }: { kind: string; userId: string | null; detail?: Record<string, unknown> },
): Promise<void> =>
  writeAudit(
    { db, actor, now: () => new Date() },
    { kind, ...(userId && { object: 'user', recordId: userId }), ...(detail && { detail }), ...originOf(request) },
  )
