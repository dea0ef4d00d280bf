import { Button, Form, Input, Radio } from 'antd'
import { formatDay, NumberBox, Sheet, useLocale, useText } from '#web/ui/index.ts'
import { type DayChange, weekdayOf } from './calendar-days.ts'
import type { CalendarDescription, DayKind } from './calendar-requests.ts'

interface Values {
  kind: DayKind | 'weekly'
  name?: string
  count: number
}

/** What a day is: free, worked, or as each week; for several days in a row at once. */
export function CalendarDay({
  day,
  calendar,
  isBusy,
  onClose,
  onChange,
}: {
  /** Null: closed. */
  day: string | null
  calendar: CalendarDescription
  isBusy: boolean
  onClose: () => void
  onChange: (change: DayChange) => void
}) {
  const t = useText()
  const locale = useLocale()
  const special = calendar.days.find(one => one.day === day)
  const isFree = day !== null && calendar.restDays.includes(weekdayOf(day))
  return (
    <Sheet
      open={day !== null}
      title={day ? formatDay(day, { locale, today: calendar.today }) : ''}
      onClose={onClose}
      height="auto"
    >
      {day ? (
        <Form<Values>
          key={day}
          layout="vertical"
          requiredMark={false}
          initialValues={{ kind: special?.kind ?? 'weekly', name: special?.name ?? '', count: 1 }}
          onFinish={({ kind, name, count }) =>
            onChange({ day, count: count ?? 1, kind: kind === 'weekly' ? null : kind, name: name ?? '' })
          }
        >
          <Form.Item name="kind" label={t('settings.calendar.day_is')}>
            <Radio.Group
              vertical
              options={[
                { value: 'rest', label: t('settings.calendar.rest') },
                { value: 'work', label: t('settings.calendar.work') },
                {
                  value: 'weekly',
                  label: t('settings.calendar.as_weekly', { kind: t(`settings.calendar.${isFree ? 'rest' : 'work'}`) }),
                },
              ]}
            />
          </Form.Item>
          <Form.Item name="name" label={t('settings.calendar.name')}>
            <Input maxLength={60} placeholder={t('settings.calendar.name_example')} />
          </Form.Item>
          <Form.Item name="count" label={t('settings.calendar.how_many')} extra={t('settings.calendar.how_many_hint')}>
            <NumberBox min={1} max={31} precision={0} />
          </Form.Item>
          <Button type="primary" htmlType="submit" loading={isBusy}>
            {t('ui.save')}
          </Button>
        </Form>
      ) : null}
    </Sheet>
  )
}
