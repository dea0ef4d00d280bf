import { useQuery } from '@tanstack/react-query'
// Types alone: the table itself is a chunk of its own.
import type * as Table from '#platform/fields/regions.ts'
import type { Region } from '#platform/fields/regions.ts'

/** A region as the cascader shows it. */
export interface RegionOption {
  value: string
  label: string
  /** Name, pinyin and initials, by which it is found. */
  found: string
  children?: RegionOption[]
}

export interface Regions {
  options: RegionOption[]
  /** A code with those of the regions it lies in, from the province down, as far as they are shown. */
  path: (code: string | null) => string[]
  /** The names on that path in one line. */
  nameOf: (code: string) => string
}

/** All regions of China; their table is loaded when the first address is edited or filtered by, not before. */
export function useRegions(isWanted: boolean): Regions | undefined {
  const { data } = useQuery({
    queryKey: ['regions'],
    queryFn: async () => regionsOf(await import('#platform/fields/regions.ts')),
    enabled: isWanted,
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: Number.POSITIVE_INFINITY,
  })
  return data
}

function regionsOf({ provinces, isUnsaid, regionOf }: typeof Table): Regions {
  // Rows of the list that are no place (县, 省直辖县), or the municipality again, are left out: their districts stand in the province.
  const shownParts = (region: Region): Region[] =>
    region.parts.flatMap(part => (isUnsaid(part.name, region.name) ? part.parts : [part]))
  const option = (region: Region): RegionOption => {
    const children = shownParts(region).map(option)
    return {
      value: region.code,
      label: region.name,
      found: foundBy(region),
      ...(children.length > 0 ? { children } : {}),
    }
  }
  const options = provinces.map(option)
  const path = (code: string | null): string[] => {
    if (code === null) return []
    const province = regionOf(`${code.slice(0, 2)}0000`)
    const city = regionOf(`${code.slice(0, 4)}00`)
    const isSaid = city && province && city !== province && !isUnsaid(city.name, province.name)
    const all = [province?.code, isSaid ? city.code : undefined, code]
    return [...new Set(all.filter(one => one !== undefined))]
  }
  const nameOf = (code: string): string =>
    path(code)
      .map(one => regionOf(one)?.name ?? '')
      .join('')
  return { options, path, nameOf }
}

const foundBy = ({ name, pinyin }: Region): string =>
  [name, pinyin.replaceAll(' ', ''), pinyin.replace(/(\S)\S*\s*/g, '$1')].join('|').toLowerCase()

/** Whether what was typed names one of the regions on a path, by characters, pinyin or initials. */
export const isFoundBy = (typed: string, path: readonly { found?: string | undefined }[]): boolean =>
  path.some(region =>
    region.found?.split('|').some(part => part.startsWith(typed.trim().toLowerCase().replaceAll(' ', ''))),
  )
