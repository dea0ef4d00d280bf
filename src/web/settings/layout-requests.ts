import { useQuery } from '@tanstack/react-query'
import { api, queryClient } from '#web/api/index.ts'

/** A field as the API of the layout gives it: what it came with, and what the company says of it. */
export interface LayoutField {
  name: string
  type: string
  isCustom: boolean
  isRetired: boolean
  labelZh: string | null
  labelEn: string | null
  declaredZh: string | null
  declaredEn: string | null
  hintZh: string | null
  hintEn: string | null
  declaredHintZh: string | null
  declaredHintEn: string | null
  isHidden: boolean
  isRequired: boolean
  isQuick: boolean
  isNeeded: boolean
  isAsked: boolean
  traits: LayoutTraits
  isSearched: boolean
  isFast: boolean
  index: 'none' | 'building' | 'ready' | 'failed'
}

export interface LayoutTraits {
  max?: number
  min?: number
  decimals?: number
  object?: string
  default?: string | number | boolean | null
}

export interface LayoutType {
  type: string
  traits: (keyof LayoutTraits)[]
  hasOptions: boolean
  canBeFast: boolean
  canBeSearched: boolean
}

export interface LayoutSection {
  name: string
  labelZh: string
  labelEn: string
  fields: string[]
}

export interface Layout {
  object: string
  sections: LayoutSection[]
  fields: LayoutField[]
  types: LayoutType[]
}

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
