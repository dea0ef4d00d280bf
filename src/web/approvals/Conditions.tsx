import type { Filter } from '#platform/objects/filter.ts'
import { type ObjectDescription, useCatalog, useObjectNamed } from '#web/api/index.ts'
import { useWording } from '#web/fields/surroundings.ts'
import { filterWords } from '#web/records/list/filter-words.ts'
import { useTitles } from '#web/records/list/use-titles.ts'

/** The conditions of a flow, in words. */
export function Conditions({ object: name, filter }: { object: string; filter: Filter }) {
  const object = useObjectNamed(name)
  return object ? <InWords object={object} filter={filter} /> : null
}

function InWords({ object, filter }: { object: ObjectDescription; filter: Filter }) {
  const catalog = useCatalog()
  const wording = useWording()
  const titles = useTitles(object, filter)
  return <>{filterWords(filter, { object, catalog, wording, titles })}</>
}
