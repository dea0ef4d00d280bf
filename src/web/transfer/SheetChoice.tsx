import { useNavigate } from '@tanstack/react-router'
import { InputNumber, Select, Space } from 'antd'
import { useId } from 'react'
import { useText, useToast } from '#web/ui/index.ts'
import { fileOf, type ImportDescription, useImportVerb, useUpload } from './import-requests.ts'
import styles from './transfer.module.css'

/** Of a workbook: which sheet is read, and in which row its header stands. A change reads the file once more. */
export function SheetChoice({ described }: { described: ImportDescription }) {
  const t = useText()
  const id = useId()
  const toast = useToast()
  const navigate = useNavigate()
  const upload = useUpload()
  const cancel = useImportVerb(described.id, 'cancel')
  if (described.kind !== 'xlsx') return null
  const file = fileOf(described.id)

  async function readAgain(wish: { sheet?: string | undefined; headerRow?: number | undefined }): Promise<void> {
    if (!file) return
    try {
      const made = await upload.mutateAsync({ object: described.object, file, ...wish })
      await cancel.mutateAsync()
      await navigate({ to: '/import/$id', params: { id: made.id }, search: { step: 'columns' }, replace: true })
    } catch (error) {
      toast.fail(error)
    }
  }

  return (
    <section aria-label={t('imports.sheet.title')}>
      <Space wrap>
        <label htmlFor={`${id}-sheet`}>{t('imports.sheet.sheet')}</label>
        <Select
          id={`${id}-sheet`}
          className={styles.setting ?? ''}
          value={described.sheet}
          loading={upload.isPending}
          disabled={!file || upload.isPending}
          options={described.sheets.map(sheet => ({ value: sheet, label: sheet }))}
          onChange={sheet => void readAgain({ sheet: sheet ?? undefined })}
        />
        <label htmlFor={`${id}-row`}>{t('imports.sheet.headerRow')}</label>
        <InputNumber
          id={`${id}-row`}
          key={described.id}
          min={1}
          max={1_048_576}
          precision={0}
          defaultValue={described.headerRow}
          disabled={!file || upload.isPending}
          onPressEnter={event => {
            const headerRow = Number(event.currentTarget.value)
            if (headerRow !== described.headerRow) void readAgain({ sheet: described.sheet ?? undefined, headerRow })
          }}
          onBlur={event => {
            const headerRow = Number(event.currentTarget.value)
            if (headerRow >= 1 && headerRow !== described.headerRow)
              void readAgain({ sheet: described.sheet ?? undefined, headerRow })
          }}
        />
      </Space>
      {file ? null : <p className={styles.quiet}>{t('imports.sheet.again')}</p>}
    </section>
  )
}
