import { queryClient } from './query-client.ts'

let known: string | null = null

/** Told of each answer's catalog version: when the administrator changed fields or options, the catalog is read anew. */
export function noteCatalogVersion(version: string | null): void {
  if (version === null || version === known) return
  const isFirst = known === null
  known = version
  if (!isFirst) void queryClient.invalidateQueries({ queryKey: ['catalog'] })
}
