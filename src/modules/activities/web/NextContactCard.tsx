import { Button } from 'antd'
import { useState } from 'react'
import { dayAt } from '#platform/fields/time-zone.ts'
import { useSaveRecord } from '#web/api/index.ts'
import type { PanelProps } from '#web/shell/define-web-module.ts'
import { todayIn, useText, useTimeZone, useToast, When } from '#web/ui/index.ts'
import { nextChoices } from './next-contact.ts'
import styles from './next-contact-card.module.css'

/** When one speaks again, planned or put off by one tap. */
export default function NextContactCard({ object, record }: PanelProps) {
  const t = useText()
  const toast = useToast()
  const timeZone = useTimeZone()
  const { mutateAsync: save } = useSaveRecord(object.path)
  const [choices] = useState(() => nextChoices(new Date(), timeZone))
  const at = typeof record.nextContactAt === 'string' ? record.nextContactAt : null
  const isPast = at !== null && dayAt(new Date(at), timeZone) < todayIn(timeZone)
  const mayPlan = record.can.includes('update')
  const plan = async (nextContactAt: string | null) => {
    try {
      await save({ id: record.id, values: { nextContactAt } })
      toast.sayUndo(t('activities.card.kept'), () => save({ id: record.id, values: { nextContactAt: at } }))
    } catch (error) {
      toast.fail(error)
    }
  }
  return (
    <>
      <div className={styles.next} data-overdue={isPast}>
        {at ? <When at={at} due /> : <span className={styles.quiet}>{t('activities.card.none')}</span>}
      </div>
      {mayPlan && (at === null || isPast) ? (
        <div className={styles.plan} role="group" aria-label={t('activities.card.title')}>
          {choices.map(({ key, at: offered }) => (
            <Button key={key} size="small" onClick={() => void plan(offered)}>
              {t(`activities.nextChoices.${key}`)}
            </Button>
          ))}
        </div>
      ) : null}
    </>
  )
}
