import { fieldNamed, useObjectNamed } from '#web/api/index.ts'
import { RecordLink } from '#web/records/RecordLink.tsx'
import type { PanelProps } from '#web/shell/define-web-module.ts'
import { ErrorState, Skeletons, useText, When } from '#web/ui/index.ts'
import { useTouches } from './conversion-requests.ts'
import styles from './conversions.module.css'

/** Each time this customer, or lead, came to us: by what, when, and what he wrote. */
export default function Touches({ object, record }: PanelProps) {
  const t = useText()
  const { data, error } = useTouches(object.path, record.id)
  const lead = useObjectNamed('lead')
  if (error) return <ErrorState error={error} />
  if (!data) return <Skeletons shape="list" />
  if (data.touches.length === 0) return <p className={styles.quiet}>{t('conversions.touches.none')}</p>
  const sources = fieldNamed(lead ?? object, 'source')?.options ?? []
  return (
    <ul className={styles.touches}>
      {data.touches.map(touch => (
        <li key={touch.id}>
          <div>
            {t(`conversions.touches.${touch.kind}`)}
            {touch.source ? ` · ${sources.find(one => one.id === touch.source)?.label ?? touch.source}` : ''}
          </div>
          {touch.text ? <p>{touch.text}</p> : null}
          <div className={styles.quiet}>
            <When at={touch.at} />
            {touch.lead ? <RecordLink object="lead" id={touch.lead.id} title={touch.lead.title} /> : null}
            {touch.form ? <RecordLink object="form" id={touch.form.id} title={touch.form.title} /> : null}
            {touch.campaign ? (
              <RecordLink object="campaign" id={touch.campaign.id} title={touch.campaign.title} />
            ) : null}
          </div>
        </li>
      ))}
    </ul>
  )
}
