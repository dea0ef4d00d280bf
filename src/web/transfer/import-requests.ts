import { queryOptions, useInfiniteQuery, useMutation, useQuery } from '@tanstack/react-query'
import type {
  ImportDescription,
  ImportRow,
  ImportSettings,
  ImportState,
  Settlement,
  UnsettledValue,
} from '#platform/transfer/import-description.ts'
import { api, apiUrl, queryClient } from '#web/api/index.ts'

export type {
  ImportColumn,
  ImportCounts,
  ImportDescription,
  ImportField,
  ImportProblem,
  ImportRow,
  ImportSettings,
  ImportState,
  Settlement,
  SettlementKind,
  UnsettledValue,
} from '#platform/transfer/import-description.ts'

const importsKey = ['imports']
const oneKey = (id: string) => [...importsKey, 'one', id]

/** States in which the server works on its own, so the page looks again by itself. */
export const isWorking = (state: ImportState): boolean =>
  state === 'reading' || state === 'running' || state === 'undoing'

/** Past and present imports, newest first. */
export const useImports = () =>
  useQuery({
    queryKey: [...importsKey, 'list'],
    queryFn: async ({ signal }) => (await api.get<{ imports: ImportDescription[] }>('/imports', { signal })).imports,
    refetchInterval: query => (query.state.data?.some(({ state }) => isWorking(state)) ? 2000 : false),
  })

const importQuery = (id: string) =>
  queryOptions({
    queryKey: oneKey(id),
    queryFn: ({ signal }) => api.get<ImportDescription>(`/imports/${id}`, { signal }),
    refetchInterval: query => (query.state.data && isWorking(query.state.data.state) ? 700 : false),
  })

/** One import, read again while the server works on it. */
export const useImport = (id: string) => useQuery(importQuery(id))

/** Hands a file over as it is: encoding and separator are found out by the server. */
export const useUpload = () =>
  useMutation({
    mutationFn: async ({ object, file, sheet, headerRow }: UploadWish) => {
      const made = await api.post<ImportDescription>(
        '/imports',
        new Blob([file], { type: 'application/octet-stream' }),
        {
          query: { object, name: file.name, sheet, headerRow: headerRow === undefined ? undefined : String(headerRow) },
        },
      )
      handedOver.set(made.id, file)
      return made
    },
    onSuccess: note,
  })

/** What is imported from which file; of a workbook from which sheet, and where its header is. */
export interface UploadWish {
  object: string
  file: File
  sheet?: string | undefined
  headerRow?: number | undefined
}

const handedOver = new Map<string, File>()

/** The file of an import that was handed over on this page, to be read once more; after a reload it is gone. */
export const fileOf = (id: string): File | undefined => handedOver.get(id)

/** What the user decided. Columns that are not named keep their field; values that are not named their settlement. */
export interface ImportChange {
  /** A kept mapping: its columns and settings. */
  use?: { id: string }
  /** Column by its place → field, or null to leave it out. */
  mapping?: Record<string, string | null>
  settings?: Partial<ImportSettings>
  settlements?: (Pick<UnsettledValue, 'field' | 'value' | 'within'> & { settlement: Settlement | null })[]
}

export const useChangeImport = (id: string) =>
  useMutation({
    mutationFn: (change: ImportChange) => api.patch<ImportDescription>(`/imports/${id}`, change),
    onSuccess: note,
  })

/** Begins, stops or takes back an import. */
export const useImportVerb = (id: string, verb: 'run' | 'cancel' | 'undo') =>
  useMutation({
    mutationFn: () => api.post<ImportDescription>(`/imports/${id}/${verb}`),
    onSuccess: async described => {
      await note(described)
      await queryClient.invalidateQueries({ queryKey: ['records'] })
    },
  })

/** Rows of the file with what becomes of them, page after page. `outcome` is an outcome or a mark (`withoutCustomer`). */
export function useImportRows(id: string, outcome: string | undefined) {
  const result = useInfiniteQuery({
    queryKey: [...oneKey(id), 'rows', outcome],
    queryFn: ({ pageParam, signal }) =>
      api.get<{ rows: ImportRow[]; next: string | null }>(`/imports/${id}/rows`, {
        query: { outcome, after: pageParam },
        signal,
      }),
    initialPageParam: null as string | null,
    getNextPageParam: page => page.next,
    enabled: outcome !== undefined,
  })
  return { ...result, rows: result.data?.pages.flatMap(page => page.rows) }
}

/** Keeps columns and settings under a name, for the next file with these headers. */
export const useKeepMapping = (id: string) =>
  useMutation({
    mutationFn: (kept: { name: string; isShared: boolean }) =>
      api.post<ImportDescription>(`/imports/${id}/mapping`, kept),
    onSuccess: note,
  })

/** Where the refused rows, each with its reason, are downloaded from. */
export const refusedFileUrl = (id: string, kind: 'xlsx' | 'csv'): string => apiUrl(`/imports/${id}/refused.${kind}`)

/** Where the workbook to fill in is downloaded from. */
export const templateUrl = (object: string): string =>
  apiUrl(`/imports/template.xlsx?object=${encodeURIComponent(object)}`)

async function note(described: ImportDescription): Promise<void> {
  queryClient.setQueryData(oneKey(described.id), described)
  // Rows shown beside are of the state before.
  await queryClient.invalidateQueries({
    queryKey: oneKey(described.id),
    predicate: query => query.queryKey.includes('rows'),
  })
  await queryClient.invalidateQueries({ queryKey: [...importsKey, 'list'] })
}
