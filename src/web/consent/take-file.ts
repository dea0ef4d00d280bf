import { ApiProblem } from '#web/api/index.ts'

/** Told while a file comes, and how to stop it. */
export interface Taking {
  signal?: AbortSignal
  onBytes?: (bytes: number) => void
}

/**
 * Fetches a file as the server makes it and hands it to the browser when it is whole.
 * @throws ApiProblem as the server says it
 */
export async function takeFile(
  address: string,
  { method = 'GET', body, name }: { method?: 'GET' | 'POST'; body?: unknown; name: string },
  { signal, onBytes }: Taking = {},
): Promise<void> {
  const response = await fetch(address, {
    method,
    headers: {
      'x-locale': document.documentElement.lang,
      accept: '*/*',
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    },
    body: body === undefined ? null : JSON.stringify(body),
    signal: signal ?? null,
  })
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
    onBytes?.(bytes)
  }
  save(new Blob(parts, { type: response.headers.get('content-type') ?? '' }), nameOf(response) ?? name)
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
