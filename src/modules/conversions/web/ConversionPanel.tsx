import { Button, Popconfirm } from 'antd'
import { useState } from 'react'
import { hasRight } from '#web/api/index.ts'
import { RecordLink } from '#web/records/RecordLink.tsx'
import type { PanelProps } from '#web/shell/define-web-module.ts'
import { ErrorState, Skeletons, useText, useToast, When } from '#web/ui/index.ts'
import { ConvertSheet } from './ConvertSheet.tsx'
import { type Conversion, parts, useConversion, useUndoConversion } from './conversion-requests.ts'
import styles from './conversions.module.css'
import { useCanConvert } from './use-can-convert.ts'

/** What became of a lead, with the way back while nothing has been added; before that, the way there. */
export default function ConversionPanel({ object, record }: PanelProps) {
  const t = useText()
  const [isOpen, setOpen] = useState(false)
  const isConverted = record.state === 'converted'
  const isPossible = useCanConvert(record)
  const { data, error, isFetching } = useConversion(record.id, { isWanted: isConverted })
  if (!isConverted)
    return isPossible ? (
      <>
        <p className={styles.quiet}>{t('conversions.panel.text')}</p>
        <Button onClick={() => setOpen(true)}>{t('conversions.convert')}</Button>
        <ConvertSheet lead={record} open={isOpen} onClose={() => setOpen(false)} />
      </>
    ) : (
      <p className={styles.quiet}>{t('conversions.panel.none')}</p>
    )
  if (error) return <ErrorState error={error} />
  // What was read before the lead was converted says nothing of it.
  if (!data || (!data.done && isFetching)) return <Skeletons shape="list" />
  if (!data.done) return <p className={styles.quiet}>{t('conversions.panel.elsewhere')}</p>
  return <Done lead={record.id} done={data.done} mayUndo={hasRight(object, 'convert')} />
}

function Done({ lead, done, mayUndo }: { lead: string; done: NonNullable<Conversion['done']>; mayUndo: boolean }) {
  const t = useText()
  const toast = useToast()
  const undo = useUndoConversion(lead)
  const takeBack = async () => {
    try {
      await undo.mutateAsync()
      toast.say(t('conversions.undone'))
    } catch (error) {
      toast.fail(error)
    }
  }
  return (
    <>
      <dl className={styles.became}>
        {parts.map(part => {
          const one = done[part]
          return one ? (
            <div key={part}>
              <dt>{t(`conversions.parts.${part}`)}</dt>
              <dd>
                <RecordLink object={part} id={one.id} title={one.title} />
              </dd>
            </div>
          ) : null
        })}
      </dl>
      <p className={styles.quiet}>
        {done.by?.title} <When at={done.at} />
      </p>
      {mayUndo && done.added.length === 0 ? (
        <Popconfirm title={t('conversions.undo_sure')} okText={t('conversions.undo')} onConfirm={() => void takeBack()}>
          <Button size="small" loading={undo.isPending}>
            {t('conversions.undo')}
          </Button>
        </Popconfirm>
      ) : null}
      {mayUndo && done.added.length > 0 ? (
        <details className={styles.quiet}>
          <summary>{t('conversions.added', { count: done.added.length })}</summary>
          <ul className={styles.added}>
            {done.added.map(one => (
              <li key={`${one.object}${one.id}`}>
                {one.title ? <RecordLink object={one.object} id={one.id} title={one.title} /> : t('conversions.unseen')}
                {one.how === 'changed' ? ` · ${t('conversions.changed')}` : ''}
              </li>
            ))}
          </ul>
        </details>
      ) : null}
    </>
  )
}
