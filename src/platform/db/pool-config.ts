import type { ClientConfig, PoolConfig } from 'pg'
import { parsers } from './parsers.ts'
import type { Placement } from './server.ts'

/** Milliseconds that a statement of a request may take, unless the caller says otherwise. */
export const STATEMENT_TIMEOUT_MS = 30_000

/** The settings of each connection on a placement; the server's own defaults never decide. */
export const poolConfigFor = (connection: ClientConfig, placement: Placement, size: number): PoolConfig => ({
  ...connection,
  database: placement.database,
  application_name: `zhanggui ${placement.schema}`,
  types: parsers,
  max: size,
  idleTimeoutMillis: 30_000,
  connectionTimeoutMillis: 10_000,
  keepAlive: true,
  options: [
    `search_path=${placement.schema},public`,
    'plan_cache_mode=force_custom_plan',
    `statement_timeout=${STATEMENT_TIMEOUT_MS}`,
    'idle_in_transaction_session_timeout=120000',
    'timezone=UTC',
    'datestyle=ISO',
    'intervalstyle=iso_8601',
    'jit=off',
  ]
    .map(setting => `-c ${setting}`)
    .join(' '),
})
