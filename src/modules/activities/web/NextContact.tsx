import { DatePicker } from 'antd'
import dayjs from 'dayjs'
import { useState } from 'react'
import { zonedToUtc } from '#platform/fields/time-zone.ts'
import { exactMoment, momentWords } from '#web/fields/day-words.ts'
import { useWording } from '#web/fields/surroundings.ts'
import styles from './composer.module.css'
import { nextChoices } from './next-contact.ts'

/** When one will speak again: the usual times by one tap, any other from a calendar; a second tap takes it back. */
export function NextContact({ value, onChange }: { value: string | null; onChange: (at: string | null) => void }) {
  const wording = useWording()
  const { t, timeZone } = wording
  const [choices] = useState(() => nextChoices(new Date(), timeZone))
  const isOther = value !== null && !choices.some(choice => choice.at === value)
  return (
    <div className={styles.row}>
      <span className={styles.label} id="next-contact">
        {t('activities.next')}
      </span>
      <div className={styles.chips} role="group" aria-labelledby="next-contact">
        {choices.map(({ key, at }) => (
          <button
            key={key}
            type="button"
            className={styles.chip}
            data-chosen={value === at}
            aria-pressed={value === at}
            title={momentWords(at, wording)}
            onClick={() => onChange(value === at ? null : at)}
          >
            {t(`activities.nextChoices.${key}`)}
          </button>
        ))}
        <DatePicker
          className={styles.picker ?? ''}
          data-chosen={isOther}
          aria-label={t('activities.otherTime')}
          placeholder={t('activities.otherTime')}
          showTime={{ format: 'HH:mm', minuteStep: 15 }}
          format="M-D HH:mm"
          value={isOther ? dayjs(exactMoment(value, timeZone).replace(' ', 'T')) : null}
          onChange={next =>
            onChange(
              next
                ? zonedToUtc(
                    { day: next.format('YYYY-MM-DD'), hour: next.hour(), minute: next.minute(), second: 0 },
                    timeZone,
                  ).toISOString()
                : null,
            )
          }
        />
      </div>
    </div>
  )
}
