import { DownloadOutlined, PrinterOutlined } from '@ant-design/icons'
import { Button, Segmented, Select } from 'antd'
import { useState } from 'react'
import type { PrintLanguage } from '#platform/print/paper-description.ts'
import type { OfferedPrint } from '#platform/print/print-description.ts'
import type { ApiRecord, ObjectDescription } from '#web/api/index.ts'
import { takeFile } from '#web/consent/take-file.ts'
import { ErrorState, Sheet, Skeletons, useLocale, useText, useToast } from '#web/ui/index.ts'
import { MadePrints } from './MadePrints.tsx'
import { openingTab } from './open-file.ts'
import { Paper } from './Paper.tsx'
import styles from './print.module.css'
import { printUrl, usePreview, usePrint, usePrints } from './print-requests.ts'

/** Printing a record: which paper, in which language, how it will look; then the file, and what was printed before. */
export function PrintSheet({
  object,
  record,
  onClose,
}: {
  object: ObjectDescription
  record: ApiRecord
  onClose: () => void
}) {
  const t = useText()
  const prints = usePrints(object.path, record.id)
  const [chosen, setChosen] = useState<string>()
  const offered = prints.data?.offered ?? []
  const print = offered.find(one => one.print === chosen) ?? offered[0]
  if (!prints.data || !print)
    return (
      <Sheet open wide title={t('printUi.title')} onClose={onClose}>
        {prints.error ? (
          <ErrorState error={prints.error} onRetry={() => void prints.refetch()} />
        ) : (
          <Skeletons shape="page" />
        )}
      </Sheet>
    )
  return (
    <Chosen
      object={object}
      record={record}
      offered={offered}
      print={print}
      onChoose={setChosen}
      made={prints.data.made}
      onClose={onClose}
    />
  )
}

function Chosen({
  object,
  record,
  offered,
  print,
  onChoose,
  made,
  onClose,
}: {
  object: ObjectDescription
  record: ApiRecord
  offered: readonly OfferedPrint[]
  print: OfferedPrint
  onChoose: (print: string) => void
  made: Parameters<typeof MadePrints>[0]['made']
  onClose: () => void
}) {
  const t = useText()
  const toast = useToast()
  const locale = useLocale()
  const [wanted, setWanted] = useState<PrintLanguage>(locale)
  const language = print.languages.includes(wanted) ? wanted : (print.languages[0] ?? locale)
  const ask = { print: print.print, language }
  const isPaper = print.format === 'pdf'
  const isShown = print.hasPreview
  const preview = usePreview(object.path, record.id, isShown ? ask : null)
  const making = usePrint(object.path, record.id)
  const make = async (how: 'open' | 'save') => {
    const tab = how === 'open' ? openingTab() : null
    try {
      const { id, fileName } = await making.mutateAsync(ask)
      if (tab) tab.location.href = printUrl(id, true)
      else await takeFile(printUrl(id), { name: fileName })
    } catch (error) {
      tab?.close()
      toast.fail(error)
    }
  }
  const missing = making.data?.missing ?? []
  return (
    <Sheet
      open
      wide
      title={t('printUi.title')}
      onClose={onClose}
      footer={
        <div className={styles.tools}>
          {isPaper ? (
            <Button
              type="primary"
              icon={<PrinterOutlined aria-hidden />}
              loading={making.isPending}
              disabled={preview.isError}
              onClick={() => void make('open')}
            >
              {t('printUi.print')}
            </Button>
          ) : null}
          <Button
            type={isPaper ? 'default' : 'primary'}
            icon={<DownloadOutlined aria-hidden />}
            loading={making.isPending}
            disabled={preview.isError}
            onClick={() => void make('save')}
          >
            {t(isPaper ? 'printUi.pdf' : 'printUi.word')}
          </Button>
        </div>
      }
    >
      <div className={styles.choice}>
        {offered.length > 1 ? (
          <Select
            aria-label={t('printUi.which')}
            value={print.print}
            onChange={onChoose}
            options={offered.map(one => ({ value: one.print, label: one.label }))}
          />
        ) : (
          <strong>{print.label}</strong>
        )}
        {print.languages.length > 1 ? (
          <Segmented<PrintLanguage>
            aria-label={t('printUi.language')}
            value={language}
            onChange={setWanted}
            options={print.languages.map(one => ({ value: one, label: t(`printUi.languages.${one}`) }))}
          />
        ) : null}
      </div>
      {missing.length > 0 ? (
        <p className={styles.warning} role="alert">
          {t('printUi.missing', { characters: missing.join(' ') })}
        </p>
      ) : null}
      {isShown ? null : <p className={styles.quiet}>{t(isPaper ? 'printUi.unseen' : 'printUi.word_text')}</p>}
      {preview.error ? <ErrorState error={preview.error} onRetry={() => void preview.refetch()} /> : null}
      {isShown && preview.isPending ? <Skeletons shape="page" /> : null}
      {isShown && preview.data ? <Paper document={preview.data.document} /> : null}
      <MadePrints made={made} />
    </Sheet>
  )
}
