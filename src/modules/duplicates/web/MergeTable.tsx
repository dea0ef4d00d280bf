import { Button, Radio } from 'antd'
import type { ObjectDescription } from '#web/api/index.ts'
import { isEmpty, Value } from '#web/fields/Value.tsx'
import { RecordLink } from '#web/records/RecordLink.tsx'
import { ScrollAcross, useText } from '#web/ui/index.ts'
import type { MergePreview } from './duplicate-requests.ts'
import styles from './duplicates.module.css'
import { useAttachedWords } from './use-attached-words.ts'

/** The records side by side, field by field; what differs stands first. */
export function MergeTable({
  object,
  preview,
  into,
  onInto,
  choices,
  onChoose,
  onLeaveOut,
}: {
  object: ObjectDescription
  preview: MergePreview
  into: string
  onInto: (id: string) => void
  choices: Readonly<Record<string, string>>
  /** Null puts all values together again. */
  onChoose: (field: string, id: string | null) => void
  onLeaveOut: (id: string) => void
}) {
  const t = useText()
  const attached = useAttachedWords()
  const rows = preview.fields
    .flatMap(field => {
      const description = object.fields.find(one => one.name === field.name)
      return description ? [{ ...field, description }] : []
    })
    .sort((a, b) => Number(b.isDifferent) - Number(a.isDifferent))
  return (
    <ScrollAcross label={t('duplicates.merge.title')}>
      <table className={styles.merge}>
        <thead>
          <tr>
            <th scope="col">{t('duplicates.merge.field')}</th>
            {preview.records.map(record => (
              <th key={record.id} scope="col" data-into={record.id === into}>
                <RecordLink object={object.name} id={record.id} title={record.title} />
                <div className={styles.bar}>
                  <Radio checked={record.id === into} onChange={() => onInto(record.id)}>
                    {t('duplicates.merge.remains')}
                  </Radio>
                  {preview.records.length > 2 && (
                    <Button size="small" type="text" onClick={() => onLeaveOut(record.id)}>
                      {t('duplicates.merge.leaveOut')}
                    </Button>
                  )}
                </div>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ name, kind, chosen, isDifferent, values, description }) => {
            const choice = choices[name] ?? (kind === 'union' ? null : chosen)
            return (
              <tr key={name} data-different={isDifferent}>
                <th scope="row">
                  {description.label}
                  {kind === 'union' && isDifferent && (
                    <Radio checked={choice === null} onChange={() => onChoose(name, null)}>
                      {t('duplicates.merge.all')}
                    </Radio>
                  )}
                </th>
                {preview.records.map(({ id, title }) => {
                  const value = values[id] ?? null
                  const shown = isEmpty(value) ? (
                    '–'
                  ) : (
                    <Value field={description} object={object.name} values={{ [name]: value }} room="page" />
                  )
                  return (
                    <td key={id} data-chosen={choice === null ? !isEmpty(value) : choice === id}>
                      {isDifferent ? (
                        <Radio
                          checked={choice === id}
                          onChange={() => onChoose(name, id)}
                          aria-label={`${description.label} ${title}`}
                        >
                          {shown}
                        </Radio>
                      ) : (
                        shown
                      )}
                    </td>
                  )
                })}
              </tr>
            )
          })}
          <tr>
            <th scope="row">{t('duplicates.merge.attached')}</th>
            {preview.records.map(({ id }) => (
              <td key={id}>{attached(preview.attached[id] ?? {}) || '–'}</td>
            ))}
          </tr>
        </tbody>
      </table>
    </ScrollAcross>
  )
}
