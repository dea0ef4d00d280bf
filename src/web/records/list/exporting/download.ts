import { apiUrl } from '#web/api/index.ts'
import { type Taking, takeFile } from '#web/consent/take-file.ts'

/** What goes into the file: the rows of a list in its order. */
export interface ExportAsked {
  path: string
  format: 'csv' | 'xlsx'
  query: { filter?: unknown; sort: string[]; fields: string[] }
  /** Ids of chosen rows; then only these of the list. */
  ids?: string[]
}

/** Fetches the file and hands it to the browser when it is whole; `signal` stops it. @throws ApiProblem as the server says it */
export function download({ path, format, query, ids }: ExportAsked, taking: Taking): Promise<void> {
  const address = `/${path}/export.${format}`
  const name = `${path}.${format}`
  // Many ids do not fit into an address.
  if (!ids) return takeFile(apiUrl(address, query), { name }, taking)
  const body = { ...query, filter: { field: 'id', op: 'in', value: ids } }
  return takeFile(apiUrl(address), { method: 'POST', body, name }, taking)
}
