import { once } from 'node:events'
import { Client, escapeIdentifier, type PoolConfig } from 'pg'
import { type CopyStreamQuery, from } from 'pg-copy-streams'

/** Rows on their way into one table. */
export interface CopyWriter {
  /** Values by column; columns without one stay empty. */
  row(values: Readonly<Record<string, Cell>>): Promise<void> | undefined
  /** Sends the rest and gives the number of rows once PostgreSQL has them. */
  end(): Promise<number>
}

export type Cell = string | number | boolean | null | readonly string[]

/** Opens a COPY into a table on a connection of its own. */
export async function openCopy(config: PoolConfig, table: string, columns: readonly string[]): Promise<CopyWriter> {
  const client = new Client(config)
  await client.connect()
  await client.query('set statement_timeout = 0')
  const names = columns.map(escapeIdentifier).join(', ')
  const stream: CopyStreamQuery = client.query(from(`copy ${escapeIdentifier(table)} (${names}) from stdin`))
  let failed: Error | undefined
  stream.on('error', error => {
    failed = error
  })
  let buffer: string[] = []
  let size = 0
  const flush = async (): Promise<void> => {
    const chunk = buffer.join('')
    buffer = []
    size = 0
    if (failed) throw failed
    if (chunk !== '' && !stream.write(chunk)) await once(stream, 'drain')
  }
  return {
    row: values => {
      const line = `${columns.map(column => cellText(values[column] ?? null)).join('\t')}\n`
      buffer.push(line)
      size += line.length
      return size > 500_000 ? flush() : undefined
    },
    end: async () => {
      await flush()
      stream.end()
      await once(stream, 'finish')
      const rows = stream.rowCount
      await client.end()
      return rows
    },
  }
}

function cellText(value: Cell): string {
  if (value === null) return '\\N'
  if (typeof value === 'boolean') return value ? 't' : 'f'
  if (typeof value === 'object') return escape(`{${value.map(quoted).join(',')}}`)
  return escape(String(value))
}

const quoted = (text: string): string => `"${text.replace(/["\\]/g, '\\$&')}"`

const escape = (text: string): string =>
  /[\\\t\n\r]/.test(text)
    ? text.replace(
        /[\\\t\n\r]/g,
        character => ({ '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r' })[character] ?? '',
      )
    : text
