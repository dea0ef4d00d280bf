import { useQuery } from '@tanstack/react-query'
import { type ApiRecord, fetchRecords, useObjectNamed } from '#web/api/index.ts'

/** A tax rate as lines offer it. */
export interface Rate {
  id: string
  name: string
  kind: string
  percent: number
  isOffered: boolean
}

/** The company's tax rates; none for whoever may not read them, who then keeps what the product brings. The same array while nothing changes. */
export function useTaxRates(): readonly Rate[] {
  const noun = useObjectNamed('taxRate')
  const asked = { fields: ['name', 'kind', 'percent', 'state'], sort: ['createdAt'], limit: 100 }
  const { data } = useQuery({
    queryKey: ['records', 'tax-rates', 'for-lines'],
    queryFn: async ({ signal }) => (await fetchRecords('tax-rates', asked, null, signal)).records.map(asRate),
    enabled: noun !== undefined,
    staleTime: 60_000,
  })
  return data ?? noRates
}

const noRates: readonly Rate[] = []

const asRate = ({ id, name, kind, percent, state }: ApiRecord): Rate => ({
  id,
  name: String(name),
  kind: String(kind),
  percent: Number(percent ?? 0),
  isOffered: state !== 'retired',
})
