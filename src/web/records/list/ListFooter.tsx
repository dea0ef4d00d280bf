import { useQuery } from '@tanstack/react-query'
import { Button, Tooltip } from 'antd'
import { useState } from 'react'
import type { Filter } from '#platform/objects/filter.ts'
import { api, type ListPage, type ObjectDescription, recordKeys } from '#web/api/index.ts'
import { formatMoney, formatNumber, useLocale, useText } from '#web/ui/index.ts'
import styles from './list.module.css'

/** How many there are ("10,000+" until asked) and what the money columns shown add up to, by currency. Never holds up the rows. */
export function ListFooter({
  object,
  filter,
  sums,
}: {
  object: ObjectDescription
  filter: Filter | undefined
  sums: readonly string[]
}) {
  const t = useText()
  const locale = useLocale()
  const asked = JSON.stringify(filter ?? null)
  const [exactFor, setExactFor] = useState<string | null>(null)
  const isExact = exactFor === asked
  const { data, isFetching } = useQuery({
    queryKey: [...recordKeys.of(object.path), 'totals', asked, sums, isExact],
    queryFn: ({ signal }) =>
      api.get<ListPage>(`/${object.path}`, {
        query: { filter, limit: 1, fields: [object.title], count: isExact ? 'exact' : '1', sums },
        signal,
      }),
    placeholderData: before => before,
  })
  return (
    <footer className={styles.footer} aria-live="polite" aria-busy={isFetching}>
      {data?.count && (
        <span data-count={data.count.value}>
          {t('records.list.count', {
            count: data.count.value,
            shown: formatNumber(data.count.value, { locale }) + (data.count.capped ? '+' : ''),
          })}
          {data.count.capped && (
            <Tooltip title={t('records.list.countExactHint')}>
              <Button type="link" size="small" loading={isFetching} onClick={() => setExactFor(asked)}>
                {t('records.list.countExact')}
              </Button>
            </Tooltip>
          )}
        </span>
      )}
      {sums.map(name => {
        const byCurrency = Object.entries(data?.sums?.[name] ?? {})
        if (byCurrency.length === 0) return null
        const label = object.fields.find(field => field.name === name)?.label ?? name
        return (
          <span key={name} className="tabular">
            {t('records.list.sum', { field: label })}{' '}
            {byCurrency.map(([currency, amount]) => (
              <strong key={currency}>{formatMoney(amount, { currency, locale })}</strong>
            ))}
          </span>
        )
      })}
    </footer>
  )
}
