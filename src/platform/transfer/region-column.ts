import { type Address, readAddress } from '../fields/index.ts'
import { text } from '../objects/index.ts'
import type { ImportDraft } from './object-import.ts'

/** How other systems call a column with country, province or city alone. */
export const regionNames = ['office location', 'location', 'country', '所在地', '所在地区', '省份', '省市']

/** Country, province or city in a column of its own, before the rest of the address. */
export const regionColumn = text({ max: 100 })

/**
 * Takes the column `region` of a file into `address`, in place: where a file has the region beside the address, both together are the
 * address, unless it says the region itself.
 */
export function settleRegion({ values }: ImportDraft): void {
  const { region } = values
  delete values.region
  if (typeof region !== 'string') return
  const own = values.address as Address | undefined
  const within = readAddress(region)
  if (own?.code && (!within.code || own.code.startsWith(within.code.replace(/(?:00){1,2}$/, '')))) return
  const separator = within.country !== null && within.country !== 'CN' ? ', ' : ' '
  values.address = own ? readAddress(`${region}${separator}${own.text}`) : within
}
