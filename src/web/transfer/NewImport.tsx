import { DownloadOutlined, InboxOutlined } from '@ant-design/icons'
import { useNavigate } from '@tanstack/react-router'
import { Button, Select, Upload } from 'antd'
import { useId } from 'react'
import { hasRight, useCatalog } from '#web/api/index.ts'
import { EmptyState, useText, useToast } from '#web/ui/index.ts'
import { templateUrl, useUpload } from './import-requests.ts'
import styles from './transfer.module.css'

/** What to import, and the file. The choice stands in the address. */
export function NewImport({ wanted }: { wanted: string | undefined }) {
  const t = useText()
  const id = useId()
  const toast = useToast()
  const navigate = useNavigate()
  const objects = useCatalog().filter(object => hasRight(object, 'import') && !object.lineOf)
  const upload = useUpload()
  const chosen =
    objects.find(object => object.name === wanted) ?? objects.find(object => object.name === 'customer') ?? objects[0]
  if (!chosen) return <EmptyState title={t('imports.noRight.title')} text={t('imports.noRight.text')} />

  async function take(file: File): Promise<void> {
    if (!chosen) return
    try {
      const made = await upload.mutateAsync({ object: chosen.name, file })
      await navigate({
        to: '/import/$id',
        params: { id: made.id },
        search: made.can.includes('change') ? { step: 'columns' } : {},
      })
    } catch (error) {
      toast.fail(error)
    }
  }

  return (
    <section className={styles.begin} aria-label={t('imports.begin')}>
      <div className={styles.what}>
        <label htmlFor={id}>{t('imports.what')}</label>
        <Select
          id={id}
          value={chosen.name}
          options={objects.map(object => ({ value: object.name, label: object.labelPlural }))}
          onChange={object => void navigate({ to: '/import', search: { object }, replace: true })}
        />
        <Button icon={<DownloadOutlined aria-hidden />} href={templateUrl(chosen.name)} download>
          {t('imports.template', { object: chosen.labelPlural })}
        </Button>
        <p className={styles.quiet}>{t('imports.order')}</p>
      </div>
      <Upload.Dragger
        accept=".xlsx,.csv,.txt,.tsv,text/csv"
        multiple={false}
        showUploadList={false}
        disabled={upload.isPending}
        beforeUpload={file => {
          void take(file)
          return Upload.LIST_IGNORE
        }}
      >
        <p className={styles.dropIcon}>
          <InboxOutlined aria-hidden />
        </p>
        <p className={styles.dropTitle}>
          {upload.isPending ? t('imports.uploading') : t('imports.drop', { object: chosen.labelPlural })}
        </p>
        <p className={styles.quiet}>{t('imports.accepts')}</p>
      </Upload.Dragger>
    </section>
  )
}
