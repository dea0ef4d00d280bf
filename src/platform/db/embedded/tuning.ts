import { totalmem } from 'node:os'

/** What may differ from the usual settings of the embedded server. */
export interface Tuning {
  /** PostgreSQL's spelling: `64MB`. Without it a quarter of the memory, at most 4 GB. */
  sharedBuffers?: string | undefined
  maxConnections?: number | undefined
  /** False only for tests and trials: no fsync, so a power cut may cost everything. */
  durable?: boolean | undefined
}

/** The settings of the embedded server as `name=value`; they are given at each start, so a newer program changes them by itself. */
export const serverSettings = (socketFolder: string, logFolder: string, tuning: Tuning): string[] => {
  const memory = usableMemory()
  const megabytes = (bytes: number): string => `${Math.max(1, Math.floor(bytes / 2 ** 20))}MB`
  const durable = tuning.durable ?? true
  return [
    `unix_socket_directories=${socketFolder.replace(/[,"]/g, '')}`,
    'unix_socket_permissions=0700',
    'listen_addresses=',
    'password_encryption=scram-sha-256',
    `max_connections=${tuning.maxConnections ?? 100}`,
    `shared_buffers=${tuning.sharedBuffers ?? megabytes(Math.min(memory / 4, 4 * 2 ** 30))}`,
    `effective_cache_size=${megabytes(memory / 2)}`,
    `maintenance_work_mem=${megabytes(Math.min(memory / 16, 512 * 2 ** 20))}`,
    'work_mem=16MB',
    'random_page_cost=1.1',
    'jit=off',
    'max_wal_size=4GB',
    'min_wal_size=256MB',
    'timezone=UTC',
    'log_timezone=UTC',
    'logging_collector=on',
    `log_directory=${logFolder}`,
    'log_filename=postgresql-%a.log',
    'log_file_mode=0600',
    'log_truncate_on_rotation=on',
    'log_rotation_age=1d',
    'log_rotation_size=0',
    'log_line_prefix=%m [%p] %d ',
    'log_checkpoints=off',
    'log_min_duration_statement=10s',
    ...(durable ? [] : ['fsync=off', 'synchronous_commit=off', 'full_page_writes=off']),
  ]
}

/** A container's limit counts, not the machine's memory. */
const usableMemory = (): number => {
  const limit = process.constrainedMemory()
  return limit > 0 ? Math.min(limit, totalmem()) : totalmem()
}
