import { MailOutlined, PhoneOutlined } from '@ant-design/icons'
import { Link } from '@tanstack/react-router'
import { Button } from 'antd'
import { useEffect, useRef } from 'react'
import type { ApiRecord, ObjectDescription } from '#web/api/index.ts'
import { titleOf } from '#web/fields/reference-search.ts'
import { isEmpty, Value } from '#web/fields/Value.tsx'
import { useText } from '#web/ui/index.ts'
import styles from './cards.module.css'
import type { ListColumn } from './rows.ts'

/** The list on a phone: a card per record, a tap opens its page, a thumb calls. Reads on when the end comes near. */
export function Cards({
  object,
  records,
  columns,
  onNearEnd,
}: {
  object: ObjectDescription
  records: readonly ApiRecord[]
  columns: readonly ListColumn[]
  onNearEnd: () => void
}) {
  const end = useRef<HTMLDivElement>(null)
  useEffect(() => {
    const mark = end.current
    if (!mark) return
    const watch = new IntersectionObserver(seen => seen.some(one => one.isIntersecting) && onNearEnd(), {
      rootMargin: '600px',
    })
    watch.observe(mark)
    return () => watch.disconnect()
  }, [onNearEnd, records.length])
  return (
    <>
      <ul className={styles.cards} aria-label={object.labelPlural}>
        {records.map(record => (
          <li key={record.id} className={styles.card} data-record={record.id}>
            <CardOf object={object} record={record} columns={columns} />
          </li>
        ))}
      </ul>
      <div ref={end} />
    </>
  )
}

function CardOf({
  object,
  record,
  columns,
}: {
  object: ObjectDescription
  record: ApiRecord
  columns: readonly ListColumn[]
}) {
  const t = useText()
  const title = titleOf(object, record) || t('fieldsUi.untitled')
  const others = columns.filter(({ field }) => field.name !== object.title && !isEmpty(record[field.name]))
  const states = others.filter(({ field }) => field.type === 'status')
  // What the button beside the title dials needs no line of its own.
  const facts = others.filter(({ field }) => !['status', 'phones', 'emails'].includes(field.type)).slice(0, 4)
  return (
    <>
      <div className={styles.head}>
        <Link to="/o/$path/$id" params={{ path: object.path, id: record.id }} className={styles.title}>
          {title}
        </Link>
        {states.map(({ field }) => (
          <Value key={field.name} field={field} object={object.name} values={record} />
        ))}
        <Call record={record} columns={columns} title={title} />
      </div>
      <dl className={styles.facts}>
        {facts.map(({ field }) => (
          <div key={field.name}>
            <dt>{field.label}</dt>
            <dd>
              <Value field={field} object={object.name} values={record} />
            </dd>
          </div>
        ))}
      </dl>
    </>
  )
}

/** The main phone or, without one, the main address. */
function Call({ record, columns, title }: { record: ApiRecord; columns: readonly ListColumn[]; title: string }) {
  const t = useText()
  const points = (['phones', 'emails'] as const).flatMap(type =>
    columns.filter(({ field }) => field.type === type).flatMap(({ field }) => firstOf(record[field.name], type)),
  )
  const [point] = points
  if (!point) return null
  return (
    <Button
      type="text"
      href={`${point.type === 'phones' ? 'tel' : 'mailto'}:${point.address}`}
      icon={point.type === 'phones' ? <PhoneOutlined aria-hidden /> : <MailOutlined aria-hidden />}
      aria-label={t(point.type === 'phones' ? 'fieldsUi.call' : 'fieldsUi.mail', { text: title })}
    />
  )
}

function firstOf(value: unknown, type: 'phones' | 'emails'): { type: 'phones' | 'emails'; address: string }[] {
  const points = Array.isArray(value) ? (value as { normalised?: string; raw: string; primary: boolean }[]) : []
  const point = points.find(one => one.primary) ?? points[0]
  return point ? [{ type, address: point.normalised ?? point.raw }] : []
}
