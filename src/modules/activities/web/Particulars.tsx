import { DatePicker, Select } from 'antd'
import dayjs from 'dayjs'
import { zonedToUtc } from '#platform/fields/time-zone.ts'
import type { Filter } from '#platform/objects/filter.ts'
import {
  type ApiRecord,
  type ApiReference,
  fieldNamed,
  type ObjectDescription,
  useObjectNamed,
  useRecords,
} from '#web/api/index.ts'
import { exactMoment } from '#web/fields/day-words.ts'
import { useWording } from '#web/fields/surroundings.ts'
import styles from './composer.module.css'
import type { Draft } from './use-composer.ts'

/** What one may add: with whom of this customer, about which of its opportunities, what came of it, and when it was. */
export function Particulars({
  activity,
  object,
  record,
  draft,
  onChange,
}: {
  activity: ObjectDescription
  object: ObjectDescription
  record: ApiRecord
  draft: Draft
  onChange: (changed: Partial<Draft>) => void
}) {
  const { t, timeZone } = useWording()
  const customer = object.name === 'customer' ? record.id : (record.customer as unknown as ApiReference | null)?.id
  const result = fieldNamed(activity, 'result')
  return (
    <div className={styles.particulars}>
      {object.name !== 'contact' && customer ? (
        <Among
          noun="contact"
          customer={customer}
          value={draft.contact}
          onChange={contact => onChange({ contact })}
          label={t('activities.contact')}
        />
      ) : null}
      {object.name !== 'opportunity' && customer ? (
        <Among
          noun="opportunity"
          customer={customer}
          value={draft.opportunity}
          onChange={opportunity => onChange({ opportunity })}
          label={t('activities.opportunity')}
        />
      ) : null}
      {result ? (
        <Select
          size="small"
          allowClear
          variant="filled"
          aria-label={result.label}
          placeholder={result.label}
          value={draft.result}
          options={(result.options ?? [])
            .filter(option => !option.isRetired)
            .map(({ id, label }) => ({ value: id, label }))}
          onChange={value => onChange({ result: value ?? null })}
        />
      ) : null}
      <DatePicker
        size="small"
        variant="filled"
        aria-label={t('activities.when')}
        placeholder={t('activities.now')}
        showTime={{ format: 'HH:mm', minuteStep: 5 }}
        format="M-D HH:mm"
        disabledDate={day => day.isAfter(dayjs(), 'day')}
        value={draft.happenedAt ? dayjs(exactMoment(draft.happenedAt, timeZone).replace(' ', 'T')) : null}
        onChange={next =>
          onChange({
            happenedAt: next
              ? zonedToUtc(
                  { day: next.format('YYYY-MM-DD'), hour: next.hour(), minute: next.minute(), second: 0 },
                  timeZone,
                ).toISOString()
              : null,
          })
        }
      />
    </div>
  )
}

/** One of this customer's own contacts or running opportunities; nothing is shown where there are none. */
function Among({
  noun,
  customer,
  value,
  onChange,
  label,
}: {
  noun: 'contact' | 'opportunity'
  customer: string
  value: string | null
  onChange: (id: string | null) => void
  label: string
}) {
  const object = useObjectNamed(noun)
  const ofCustomer: Filter = { field: 'customer', op: 'in', value: [customer] }
  const filter: Filter =
    noun === 'opportunity' ? { and: [ofCustomer, { field: 'state', op: 'in', value: ['open'] }] } : ofCustomer
  const { records } = useRecords(
    object?.path ?? '',
    { filter, fields: ['name'], limit: 100 },
    { enabled: object !== undefined },
  )
  if (!records || records.length === 0) return null
  return (
    <Select
      size="small"
      allowClear
      variant="filled"
      showSearch={{ optionFilterProp: 'label' }}
      popupMatchSelectWidth={false}
      aria-label={label}
      placeholder={label}
      value={value}
      options={records.map(one => ({ value: one.id, label: String(one.name) }))}
      onChange={next => onChange(next ?? null)}
    />
  )
}
