import { useQuery } from '@tanstack/react-query'
import type { Layout, LayoutSection } from '#platform/overlay/layout-description.ts'
import { api, queryClient } from '#web/api/index.ts'

/** The fields of a noun as its administrator sees them; looked at again while an index is being built. */
export const useLayout = (object: string) =>
  useQuery({
    queryKey: ['layout', object],
    queryFn: ({ signal }) => api.get<Layout>(`/layout/${object}`, { signal }),
    refetchInterval: query => (query.state.data?.fields.some(field => field.index === 'building') ? 1000 : false),
  })

export const addField = (object: string, field: Record<string, unknown>): Promise<Layout> =>
  follow(object, api.post<Layout>(`/layout/${object}/fields`, field))

export const changeField = (object: string, name: string, change: Record<string, unknown>): Promise<Layout> =>
  follow(object, api.patch<Layout>(`/layout/${object}/fields/${name}`, change))

export const removeField = (object: string, name: string): Promise<Layout> =>
  follow(object, api.delete<Layout>(`/layout/${object}/fields/${name}`))

export const arrangeFields = (object: string, sections: readonly LayoutSection[]): Promise<Layout> =>
  follow(
    object,
    api.put<Layout>(`/layout/${object}/order`, { sections: sections.map(({ name, fields }) => ({ name, fields })) }),
  )

/** Every form and list of this browser follows at once. */
async function follow(object: string, answer: Promise<Layout>): Promise<Layout> {
  const layout = await answer
  queryClient.setQueryData(['layout', object], layout)
  await queryClient.invalidateQueries({ queryKey: ['catalog'] })
  return layout
}
