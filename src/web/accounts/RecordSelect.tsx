import { Select } from 'antd'
import { useDeferredValue, useState } from 'react'
import { useRecords } from '#web/api/index.ts'

/** One of the users or departments, found by typing a part of the name. A form gives `id`, `value` and `onChange`. */
export function RecordSelect({
  path,
  id,
  label,
  value,
  onChange,
}: {
  path: 'users' | 'departments'
  id?: string
  /** Outside a form: what it is for. */
  label?: string
  value?: string
  onChange?: (id: string | undefined) => void
}) {
  const [typed, setTyped] = useState('')
  const name = useDeferredValue(typed.trim())
  const { records, isFetching } = useRecords(path, {
    fields: ['name'],
    sort: ['name'],
    limit: 50,
    ...(name ? { filter: { field: 'name', op: 'contains', value: name } } : {}),
  })
  return (
    <Select
      {...(id ? { id } : {})}
      {...(label ? { 'aria-label': label, placeholder: label } : {})}
      allowClear
      showSearch={{ filterOption: false, onSearch: setTyped }}
      loading={isFetching}
      value={value ?? null}
      onChange={chosen => onChange?.(chosen ?? undefined)}
      options={(records ?? []).map(record => ({ value: record.id, label: String(record.name) }))}
    />
  )
}
