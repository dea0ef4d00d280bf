import { queryOptions, useQuery } from '@tanstack/react-query'
import type { FieldDescription, ObjectDescription } from '#platform/objects/description.ts'
import { useLocale } from '#web/ui/text.ts'
import { api } from './client.ts'

export type {
  FieldDescription,
  ObjectDescription,
  OptionDescription,
  VerbDescription,
} from '#platform/objects/description.ts'

/** The company's nouns as this person may use them, labelled in this language. */
export const catalogQuery = (locale: string) =>
  queryOptions({
    queryKey: ['catalog', locale],
    queryFn: async ({ signal }) =>
      (await api.get<{ objects: ObjectDescription[] }>('/catalog', { signal, locale })).objects,
    staleTime: 5 * 60_000,
  })

/** Every noun this person may read. @throws outside the signed-in pages. */
export function useCatalog(): ObjectDescription[] {
  const { data } = useQuery(catalogQuery(useLocale()))
  if (!data) throw new Error('useCatalog outside the signed-in pages')
  return data
}

/** The noun whose plural stands in the URL (`product-categories`); undefined when it does not exist or may not be read. */
export const useObject = (path: string | undefined): ObjectDescription | undefined =>
  useCatalog().find(object => object.path === path)

/** The noun of that name (`productCategory`). */
export const useObjectNamed = (name: string | undefined): ObjectDescription | undefined =>
  useCatalog().find(object => object.name === name)

/** The field of that name; undefined when it may not be read. */
export const fieldNamed = (object: ObjectDescription, name: string): FieldDescription | undefined =>
  object.fields.find(field => field.name === name)

/** Whether this person has the right on the object at all (`create`, `export`, a verb). */
export const hasRight = (object: ObjectDescription, right: string): boolean => Object.hasOwn(object.rights, right)
