import { Button, Radio } from 'antd'
import { type CSSProperties, Fragment, type ReactNode } from 'react'
import type { ObjectDescription } from '#web/api/index.ts'
import { isEmpty, Value } from '#web/fields/Value.tsx'
import { RecordLink } from '#web/records/RecordLink.tsx'
import { ScrollAcross, usePhone, useText } from '#web/ui/index.ts'
import type { MergePreview } from './duplicate-requests.ts'
import styles from './duplicates.module.css'
import { useAttachedWords } from './use-attached-words.ts'

/** The records side by side, field by field; what differs stands first. On a phone each field's name stands above its values, so that two records fit. */
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
  const phone = usePhone()
  const row = (key: string, isDifferent: boolean, head: ReactNode, cells: ReactNode) =>
    phone ? (
      <Fragment key={key}>
        <tr>
          <th scope="rowgroup" colSpan={preview.records.length}>
            {head}
          </th>
        </tr>
        <tr data-different={isDifferent}>{cells}</tr>
      </Fragment>
    ) : (
      <tr key={key} data-different={isDifferent}>
        <th scope="row">{head}</th>
        {cells}
      </tr>
    )
  const rows = preview.fields
    .flatMap(field => {
      const description = object.fields.find(one => one.name === field.name)
      return description ? [{ ...field, description }] : []
    })
    .sort((a, b) => Number(b.isDifferent) - Number(a.isDifferent))
  return (
    <ScrollAcross label={t('duplicates.merge.title')}>
      <table className={styles.merge} data-phone={phone} style={recordsOf(preview.records.length)}>
        <thead>
          <tr>
            {!phone && <th scope="col">{t('duplicates.merge.field')}</th>}
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
            return row(
              name,
              isDifferent,
              <>
                {description.label}
                {kind === 'union' && isDifferent && (
                  <Radio checked={choice === null} onChange={() => onChoose(name, null)}>
                    {t('duplicates.merge.all')}
                  </Radio>
                )}
              </>,
              preview.records.map(({ id, title }) => {
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
              }),
            )
          })}
          {row(
            'attached',
            false,
            t('duplicates.merge.attached'),
            preview.records.map(({ id }) => <td key={id}>{attached(preview.attached[id] ?? {}) || '–'}</td>),
          )}
        </tbody>
      </table>
    </ScrollAcross>
  )
}

/** How many records stand beside each other, for the stylesheet. */
const recordsOf = (count: number): CSSProperties => ({ '--records': count }) as CSSProperties
