import { MailOutlined, PhoneOutlined } from '@ant-design/icons'
import { Link } from '@tanstack/react-router'
import { Button, Checkbox } from 'antd'
import { type ReactNode, useEffect, useRef } from 'react'
import type { ApiRecord, ObjectDescription } from '#web/api/index.ts'
import { titleOf } from '#web/fields/reference-search.ts'
import { isEmpty, Value } from '#web/fields/Value.tsx'
import { useText } from '#web/ui/index.ts'
import { StarButton } from '../stars/StarButton.tsx'
import styles from './cards.module.css'
import { mainPoint } from './contact-point.ts'
import type { ListColumn } from './rows.ts'

/** The list on a phone: a card per record, a tap opens its page, a thumb calls. Reads on when the end comes near. */
export function Cards({
  object,
  records,
  columns,
  selected,
  onPick,
  onNearEnd,
}: {
  object: ObjectDescription
  records: readonly ApiRecord[]
  columns: readonly ListColumn[]
  selected: ReadonlySet<string>
  onPick: (ids: readonly string[], how: 'toggle') => void
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
          <PickableCard
            key={record.id}
            record={record}
            title={titleOf(object, record)}
            isPicking={selected.size > 0}
            isPicked={selected.has(record.id)}
            onPick={() => onPick([record.id], 'toggle')}
          >
            <CardOf object={object} record={record} columns={columns} />
          </PickableCard>
        ))}
      </ul>
      <div ref={end} />
    </>
  )
}

/** A long press begins to choose; from then on a tap chooses, until nothing is chosen any more. */
function PickableCard({
  record,
  title,
  isPicking,
  isPicked,
  onPick,
  children,
}: {
  record: ApiRecord
  title: string
  isPicking: boolean
  isPicked: boolean
  onPick: () => void
  children: ReactNode
}) {
  const t = useText()
  const pressed = useRef<ReturnType<typeof setTimeout>>(undefined)
  const wasLong = useRef(false)
  const letGo = () => clearTimeout(pressed.current)
  return (
    // The checkbox is what a keyboard and a reader find.
    <li
      className={styles.card}
      data-record={record.id}
      data-picked={isPicked}
      onPointerDown={() => {
        wasLong.current = false
        pressed.current = setTimeout(() => {
          wasLong.current = true
          onPick()
        }, longPress)
      }}
      onPointerUp={letGo}
      onPointerCancel={letGo}
      onPointerLeave={letGo}
      onContextMenu={event => event.preventDefault()}
      onClickCapture={event => {
        const isBox = (event.target as HTMLElement).closest('label') !== null
        if (!wasLong.current && (!isPicking || isBox)) return
        event.preventDefault()
        event.stopPropagation()
        if (!wasLong.current) onPick()
        wasLong.current = false
      }}
    >
      {isPicking && (
        <Checkbox
          className={styles.pick}
          checked={isPicked}
          aria-label={t('records.list.select', { title })}
          onChange={onPick}
        />
      )}
      {children}
    </li>
  )
}

/** Milliseconds after which a press is a long one. */
const longPress = 450

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
  const facts = others
    .filter(({ field }) => !['status', 'phones', 'emails', 'wechats'].includes(field.type))
    .slice(0, 4)
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
        <StarButton path={object.path} id={record.id} title={title} />
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
  const point = mainPoint(
    columns.map(({ field }) => field),
    record,
  )
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
