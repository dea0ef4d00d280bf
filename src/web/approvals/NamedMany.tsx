import { useQuery } from '@tanstack/react-query'
import { Select } from 'antd'
import { useState } from 'react'
import { type ApiReference, fetchRecords } from '#web/api/index.ts'

/** Chooses several people or departments by their names. */
export function NamedMany({
  id,
  of,
  label,
  names,
  value,
  onChange,
}: {
  id?: string
  of: 'users' | 'departments'
  label: string
  /** Names of those that were chosen before. */
  names: readonly ApiReference[]
  value: readonly string[]
  onChange: (ids: string[]) => void
}) {
  const [text, setText] = useState('')
  const { data } = useQuery({
    queryKey: ['records', of, 'names', text],
    queryFn: ({ signal }) =>
      fetchRecords(
        of,
        {
          fields: ['name'],
          sort: ['name'],
          limit: 50,
          ...(text ? { filter: { field: 'name', op: 'contains', value: text } } : {}),
        } as never,
        null,
        signal,
      ),
    placeholderData: previous => previous,
  })
  const found = (data?.records ?? []).map(record => ({ value: record.id, label: String(record.name) }))
  const kept = names.map(one => ({ value: one.id, label: one.title }))
  const options = [...new Map([...kept, ...found].map(option => [option.value, option])).values()]
  return (
    <Select
      {...(id ? { id } : {})}
      mode="multiple"
      maxCount={20}
      aria-label={label}
      showSearch={{ filterOption: false, onSearch: setText }}
      value={[...value]}
      onChange={onChange}
      options={text ? found : options}
    />
  )
}
