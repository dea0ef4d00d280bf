import { randomInt } from 'node:crypto'
import { sql } from 'kysely'
import { newId } from '../db/id.ts'
import type { Database, Queryable } from '../db/server.ts'
import { notFound } from '../errors.ts'
import { hashToken, newToken, type Pass } from './sessions.ts'

/** A key as its owner may see it again; the key itself is shown once. */
export interface ApiKey {
  id: string
  name: string
  /** `zg_<prefix>`: how the key begins. */
  prefix: string
  createdAt: string
  lastUsedAt: string | null
  /** What it is narrowed to, as permissions and wildcards; null: all that its owner may. */
  rights: string[] | null
  /** When it ends by itself; null: never. */
  expiresAt: string | null
}

/** What a key is to be. */
export interface NewKey {
  name: string
  rights?: readonly string[] | null | undefined
  expiresAt?: string | null | undefined
}

/** Makes a key for a user of a company. It may do what its owner may at that moment, never more. */
export const createKey = async (
  control: Queryable,
  owner: { accountId: string; companyId: string; userId: string },
  { name, rights = null, expiresAt = null }: NewKey,
): Promise<ApiKey & { key: string }> => {
  const prefix = Array.from({ length: 8 }, () => LETTERS[randomInt(LETTERS.length)]).join('')
  const key = `zg_${prefix}_${newToken()}`
  const { rows } = await sql<ApiKey>`
    insert into api_keys (id, prefix, hash, account_id, company_id, user_id, name, rights, expires_at)
    values (${newId()}, ${prefix}, ${hashToken(key)}, ${owner.accountId}, ${owner.companyId}, ${owner.userId}, ${name},
            ${rights && [...rights]}::text[], ${expiresAt}::timestamptz)
    returning ${columns}`.execute(control)
  if (!rows[0]) throw new Error('A key was not written')
  return { ...rows[0], key }
}

/** The living keys of a user, newest first; of everybody in the company when `userId` is null. */
export const listKeys = async (
  control: Queryable,
  { companyId, userId }: { companyId: string; userId: string | null },
): Promise<(ApiKey & { userId: string })[]> => {
  const { rows } = await sql<ApiKey & { userId: string }>`
    select ${columns}, user_id as "userId" from api_keys
     where company_id = ${companyId} and (${userId}::uuid is null or user_id = ${userId}::uuid) and revoked_at is null
       and (expires_at is null or expires_at > now())
     order by created_at desc, id desc`.execute(control)
  return rows
}

/** Ends a key and gives what it was. Problem `not_found` when there is none such (of this user, unless `userId` is null). */
export const revokeKey = async (
  control: Queryable,
  { id, companyId, userId }: { id: string; companyId: string; userId: string | null },
): Promise<ApiKey & { userId: string }> => {
  const { rows } = await sql<ApiKey & { userId: string }>`
    update api_keys set revoked_at = now()
     where id = ${id} and company_id = ${companyId} and (${userId}::uuid is null or user_id = ${userId}::uuid) and revoked_at is null
    returning ${columns}, user_id as "userId"`.execute(control)
  if (!rows[0]) throw notFound('key')
  return rows[0]
}

/** Ends every key of an account: somebody else set its password, so nobody knows who holds them. */
export const revokeKeysOf = async (control: Queryable, accountId: string): Promise<void> => {
  await sql`update api_keys set revoked_at = now() where account_id = ${accountId} and revoked_at is null`.execute(
    control,
  )
}

/** The key in an Authorization header; null when there is none, undefined when the header holds something else. */
export const keyIn = (authorization: string | undefined): string | null | undefined => {
  if (authorization === undefined) return null
  return /^Bearer +(zg_[a-z0-9]{8}_[\w-]{43})$/i.exec(authorization)?.[1]
}

/** The keys `k` of accounts `a` that may enter; those revoked or expired among them. */
export const livingKeys = sql`api_keys k
      join accounts a on a.id = k.account_id and a.state = 'active'
      join account_companies m on m.account_id = k.account_id and m.company_id = k.company_id and m.state = 'active'
      join companies c on c.id = k.company_id and c.state = 'open'`

/** The living key's pass, or null. */
export const keyPass = async (control: Database, key: string): Promise<Pass | null> => {
  const { rows } = await sql<Pass & { isStale: boolean }>`
    select k.id, k.account_id as "accountId", k.company_id as "companyId", k.user_id as "userId", a.locale, k.rights,
           coalesce(k.last_used_at < now() - interval '1 minute', true) as "isStale"
      from ${livingKeys} where k.hash = ${hashToken(key)} and k.revoked_at is null
       and (k.expires_at is null or k.expires_at > now())`.execute(control)
  const found = rows[0]
  if (!found) return null
  const { isStale, ...pass } = found
  if (isStale) await sql`update api_keys set last_used_at = now() where id = ${pass.id}`.execute(control)
  return pass
}

const LETTERS = 'abcdefghijkmnpqrstuvwxyz23456789'

const columns = sql`id, name, 'zg_' || prefix as prefix, created_at as "createdAt", last_used_at as "lastUsedAt",
  rights, expires_at as "expiresAt"`
