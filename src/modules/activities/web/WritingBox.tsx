import { useQuery } from '@tanstack/react-query'
import { Mentions } from 'antd'
import { type KeyboardEvent, type Ref, useImperativeHandle, useRef, useState } from 'react'
import { fetchRecords } from '#web/api/index.ts'
import { useText } from '#web/ui/index.ts'
import styles from './composer.module.css'

/** The text of a follow-up; behind an @ colleagues are offered by what is typed of their name. */
export function WritingBox({
  ref,
  value,
  label,
  placeholder,
  describedBy,
  rows,
  onFocus,
  onKeyDown,
  onChange,
}: {
  ref: Ref<{ focus: () => void } | null>
  value: string
  label: string
  placeholder: string
  describedBy: string | undefined
  rows: number
  onFocus: () => void
  onKeyDown: (event: KeyboardEvent) => void
  onChange: (text: string) => void
}) {
  const t = useText()
  const box = useRef<HTMLDivElement>(null)
  const [called, setCalled] = useState<string | null>(null)
  const { data: people } = useQuery({
    queryKey: ['records', 'users', 'mentioned', called],
    queryFn: async ({ signal }) => {
      const typed = called?.trim() ?? ''
      const filter = { field: 'name', op: 'contains' as const, value: typed }
      const page = await fetchRecords(
        'users',
        { fields: ['name'], limit: 20, ...(typed ? { filter } : {}) },
        null,
        signal,
      )
      return page.records.map(({ name }) => String(name))
    },
    enabled: called !== null,
    staleTime: 60_000,
  })
  useImperativeHandle(ref, () => ({ focus: () => box.current?.querySelector('textarea')?.focus() }))
  return (
    <div ref={box}>
      <Mentions
        className={styles.text ?? ''}
        variant="borderless"
        autoSize={{ minRows: rows, maxRows: 12 }}
        value={value}
        placeholder={placeholder}
        aria-label={label}
        aria-describedby={describedBy}
        prefix="@"
        filterOption={false}
        notFoundContent={t('activities.nobody')}
        options={[...new Set(people ?? [])].map(name => ({ value: name, label: name }))}
        onSearch={typed => setCalled(typed)}
        onFocus={onFocus}
        onKeyDown={onKeyDown}
        onChange={onChange}
      />
    </div>
  )
}
