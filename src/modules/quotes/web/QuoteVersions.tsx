import { useNavigate } from '@tanstack/react-router'
import { Button } from 'antd'
import { useState } from 'react'
import { type ApiReference, fetchRecords, useRecords } from '#web/api/index.ts'
import { VerbSheet } from '#web/records/form/VerbSheet.tsx'
import { RecordLink } from '#web/records/RecordLink.tsx'
import type { PanelProps } from '#web/shell/define-web-module.ts'
import { ErrorState, Skeletons, useText, useToast } from '#web/ui/index.ts'
import { nextOf } from '../quote.page.rules.ts'
import styles from './quotes.module.css'

/** Which version this is, the one before and the one after it, and the way to the next: what was approved is not edited. */
export default function QuoteVersions({ object, record }: PanelProps) {
  const t = useText()
  const toast = useToast()
  const navigate = useNavigate()
  const [isAsking, setAsking] = useState(false)
  const { records, error } = useRecords('quotes', nextOf(record.id))
  if (error) return <ErrorState error={error} />
  if (!records) return <Skeletons shape="list" />
  const [next] = records
  const previous = record.previous as unknown as ApiReference | null
  const verb = object.verbs.find(one => one.verb === 'revise')
  const open = async () => {
    const made = (await fetchRecords('quotes', nextOf(record.id))).records[0]
    if (made) await navigate({ to: '/o/$path/$id', params: { path: object.path, id: made.id } })
    toast.say(t('quoteUi.versions.made'))
  }
  return (
    <>
      <p className={styles.line}>
        <strong>{t('quoteUi.versions.number', { revision: Number(record.revision ?? 1) })}</strong>
      </p>
      <ul className={styles.list}>
        {previous ? (
          <li className={styles.quietLine}>
            <span>{t('quoteUi.versions.before')}</span>
            <RecordLink object="quote" id={previous.id} title={previous.title} />
          </li>
        ) : null}
        {next ? (
          <li className={styles.quietLine}>
            <span>{t('quoteUi.versions.after', { revision: Number(next.revision) })}</span>
            <RecordLink object="quote" id={next.id} title={String(next.name)} />
          </li>
        ) : null}
      </ul>
      {verb && !next && record.can.includes('revise') ? (
        <Button onClick={() => setAsking(true)}>{verb.label}</Button>
      ) : null}
      {verb ? (
        <VerbSheet
          object={object}
          record={record}
          verb={verb}
          open={isAsking}
          onClose={() => setAsking(false)}
          onDone={() => void open()}
        />
      ) : null}
    </>
  )
}
