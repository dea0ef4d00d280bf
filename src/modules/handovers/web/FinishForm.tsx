import { Alert, Button, DatePicker, Radio } from 'antd'
import dayjs from 'dayjs'
import { type FormEvent, useId, useState } from 'react'
import type { HandoverDescription } from '#platform/handovers/handover-description.ts'
import { isProblem } from '#web/api/index.ts'
import { useProblemText, useText, useToast } from '#web/ui/index.ts'
import { useHandoverStep } from './handover-requests.ts'
import styles from './handovers.module.css'
import { CountOf } from './KindRow.tsx'

/** The end of a handover: when the leaver goes. It says with links what is left while anything is. */
export function FinishForm({ handover }: { handover: HandoverDescription }) {
  const t = useText()
  const id = useId()
  const toast = useToast()
  const problemText = useProblemText()
  const { keys, hasLeft, mayDeactivate, leaver } = handover
  const kinds = handover.kinds.filter(kind => !kind.endsWithHim)
  const mayChoose = mayDeactivate && !hasLeft
  const [leaving, setLeaving] = useState<'now' | 'on' | 'stays'>(mayChoose ? 'now' : 'stays')
  const [day, setDay] = useState<string | null>(null)
  const { mutateAsync: finish, isPending, error } = useHandoverStep(handover.id, 'finish')
  const wrongDay = isProblem(error) ? error.fields.find(one => one.path === 'leavesOn')?.message : undefined
  const end = async (event: FormEvent) => {
    event.preventDefault()
    const done = await finish({ leaving, ...(leaving === 'on' ? { leavesOn: day } : {}) }).catch(() => null)
    if (done) toast.say(t('handovers.finish.done', { name: leaver.title }))
  }
  return (
    <form className={styles.card} onSubmit={event => void end(event)} aria-label={t('handovers.finish.title')}>
      <h2>{t('handovers.finish.title')}</h2>
      {error && !wrongDay && <Alert type="error" showIcon title={problemText(error)} role="alert" />}
      {kinds.length > 0 && (
        <p className={styles.hint}>
          {t('handovers.finish.waits')}{' '}
          {kinds.map(kind => (
            <span key={kind.kind} className={styles.leftKind}>
              {kind.label} <CountOf kind={kind} />
            </span>
          ))}
        </p>
      )}
      {mayChoose ? (
        <Radio.Group
          className={styles.leaving}
          value={leaving}
          onChange={({ target }) => setLeaving(target.value as typeof leaving)}
        >
          <Radio value="now">{t('handovers.finish.now')}</Radio>
          <Radio value="on">{t('handovers.finish.on')}</Radio>
          <Radio value="stays">{t('handovers.finish.stays')}</Radio>
        </Radio.Group>
      ) : (
        <p className={styles.hint}>{t(hasLeft ? 'handovers.finish.gone' : 'handovers.finish.askAdministrator')}</p>
      )}
      {leaving === 'on' && (
        <div className={styles.field}>
          <label htmlFor={`${id}-day`}>{t('handovers.finish.day')}</label>
          <DatePicker
            id={`${id}-day`}
            value={day ? dayjs(day) : null}
            minDate={dayjs().add(1, 'day')}
            onChange={chosen => setDay(chosen ? chosen.format('YYYY-MM-DD') : null)}
          />
          {wrongDay && (
            <div className="field-error" role="alert">
              {wrongDay}
            </div>
          )}
        </div>
      )}
      {leaving !== 'stays' && keys > 0 && <p className={styles.hint}>{t('handovers.finish.keys', { count: keys })}</p>}
      <div>
        <Button
          type={kinds.length === 0 ? 'primary' : 'default'}
          htmlType="submit"
          loading={isPending}
          disabled={leaving === 'on' && !day}
        >
          {t('handovers.finish.do')}
        </Button>
      </div>
    </form>
  )
}
