import { ApiProblem, apiUrl } from '#web/api/index.ts'

/** What goes into the file: the rows of a list in its order. */
export interface ExportAsked {
  path: string
  format: 'csv' | 'xlsx'
  query: { filter?: unknown; sort: string[]; fields: string[] }
  /** Ids of chosen rows; then only these of the list. */
  ids?: string[]
}

/**
 * Fetches the file as the server makes it and hands it to the browser when it is whole. Tells how many bytes have come; `signal` stops it.
 * @throws ApiProblem as the server says it
 */
export async function download(
  { path, format, query, ids }: ExportAsked,
  { signal, onBytes }: { signal: AbortSignal; onBytes: (bytes: number) => void },
): Promise<void> {
  const headers = { 'x-locale': document.documentElement.lang, accept: '*/*' }
  const address = `/${path}/export.${format}`
  // Many ids do not fit into an address.
  const response = ids
    ? await fetch(apiUrl(address), {
        method: 'POST',
        headers: { ...headers, 'content-type': 'application/json' },
        body: JSON.stringify({ ...query, filter: { field: 'id', op: 'in', value: ids } }),
        signal,
      })
    : await fetch(apiUrl(address, query), { headers, signal })
  if (!response.ok || !response.body)
    throw new ApiProblem(response.status, (await response.json().catch(() => ({}))) as Record<string, unknown>)
  const parts: Uint8Array<ArrayBuffer>[] = []
  let bytes = 0
  const reader = response.body.getReader()
  for (;;) {
    const { done, value } = await reader.read()
    if (done) break
    parts.push(value)
    bytes += value.byteLength
    onBytes(bytes)
  }
  save(new Blob(parts, { type: response.headers.get('content-type') ?? '' }), nameOf(response) ?? `${path}.${format}`)
}

/** The name that the server gives the file. */
function nameOf(response: Response): string | null {
  const match = /filename\*=UTF-8''([^;]+)/.exec(response.headers.get('content-disposition') ?? '')
  return match?.[1] ? decodeURIComponent(match[1]) : null
}

function save(blob: Blob, name: string): void {
  const link = document.createElement('a')
  link.href = URL.createObjectURL(blob)
  link.download = name
  link.click()
  // Some browsers read the address only after the click was dealt with.
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000)
}
