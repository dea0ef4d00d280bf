import { EyeOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import { useState } from 'react'
import type { FieldDescription } from '#platform/objects/description.ts'
import { type ApiRecord, hasRight, type ObjectDescription } from '#web/api/index.ts'
import { Value } from '#web/fields/Value.tsx'
import { useText, useToast } from '#web/ui/index.ts'
import { fetchClear } from './access-requests.ts'
import styles from './access.module.css'

/** A masked value on a page, and the button by which whoever has the right sees it in clear; the server writes that down. */
export function MaskedFact({
  object,
  record,
  field,
}: {
  object: ObjectDescription
  record: ApiRecord
  field: FieldDescription
}) {
  const t = useText()
  const toast = useToast()
  const [clear, setClear] = useState<{ value: unknown } | null>(null)
  if (clear) {
    const { isMasked: _isMasked, ...open } = field
    return (
      <>
        <Value field={open} object={object.name} values={{ ...record, [field.name]: clear.value }} room="page" />{' '}
        <span className={styles.note}>{t('access.unmasked_note')}</span>
      </>
    )
  }
  return (
    <>
      <Value field={field} object={object.name} values={record} room="page" />
      {hasRight(object, 'unmask') && (
        <Button
          type="text"
          size="small"
          icon={<EyeOutlined aria-hidden />}
          aria-label={t('access.unmask', { field: field.label })}
          onClick={() => {
            fetchClear(object.path, record.id, field.name).then(value => setClear({ value }), toast.fail)
          }}
        />
      )}
    </>
  )
}
