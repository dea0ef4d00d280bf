import { keepPreviousData, useMutation, useQuery } from '@tanstack/react-query'
import type { AgingStep, Standing } from '#modules/accounts/standing.rules.ts'
import { type ApiReference, api } from '#web/api/index.ts'

export interface AccountEntry {
  on: string
  kind: string
  object: string
  record: string
  title: string
  customer: ApiReference
  debit: string | null
  credit: string | null
  balance: string
}
export interface AccountLine {
  noun: 'collectionPlan' | 'openingBalance'
  id: string
  title: string
  contract: ApiReference | null
  customer: ApiReference
  dueOn: string | null
  open: string
  daysLate: number | null
  age: AgingStep | null
}
/** The account with one legal entity in one currency. */
export interface AccountOf extends Standing {
  currency: string
  legalEntity: ApiReference | null
  opening: string
  openingOn: string
  entries: AccountEntry[]
  debits: string
  credits: string
  closing: string
  lines: AccountLine[]
}
export interface AccountAnswer {
  customer: ApiReference
  on: string
  from: string
  withSubsidiaries: boolean
  hasSubsidiaries: boolean
  accounts: AccountOf[]
}
interface AccountSummary {
  on: string
  currencies: (Standing & { currency: string })[]
}

/** What of an account stands in the address. */
export interface Asked {
  on?: string | undefined
  from?: string | undefined
  withSubsidiaries: boolean
}

const queryOf = ({ on, from, withSubsidiaries }: Asked) => ({
  ...(on ? { on } : {}),
  ...(from ? { from } : {}),
  ...(withSubsidiaries ? { with: 'subsidiaries' } : {}),
})

/** A customer's account as of a day. */
export const useAccount = (customer: string | undefined, asked: Asked) =>
  useQuery({
    queryKey: ['accounts', customer, asked],
    queryFn: ({ signal }) =>
      api.get<AccountAnswer>(`/customers/${customer}/account`, { query: queryOf(asked), signal }),
    enabled: customer !== undefined,
    placeholderData: keepPreviousData,
    retry: false,
  })

/** What a customer owes today. */
export const useSummary = (customer: string) =>
  useQuery({
    queryKey: ['accounts', customer, 'summary'],
    queryFn: ({ signal }) => api.get<AccountSummary>(`/customers/${customer}/account/summary`, { signal }),
  })

/** The statement as a file; gives its id. */
export const useStatement = (customer: string, asked: Asked) =>
  useMutation({
    mutationFn: (language: 'zh' | 'en') =>
      api.post<{ id: string; missing: string[] }>(`/customers/${customer}/print`, {
        print: 'statement',
        language,
        input: queryOf(asked),
      }),
  })
