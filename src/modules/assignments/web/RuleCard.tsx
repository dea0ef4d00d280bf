import { DeleteOutlined, EditOutlined, HolderOutlined } from '@ant-design/icons'
import { useDraggable, useDroppable } from '@dnd-kit/core'
import { Button, Popconfirm, Switch } from 'antd'
import type { KeyboardEvent } from 'react'
import {
  type ApiRecord,
  type ApiReference,
  fieldNamed,
  type ObjectDescription,
  useRecord,
  useRemoveRecord,
  useSaveRecord,
} from '#web/api/index.ts'
import { isEmpty, Value } from '#web/fields/Value.tsx'
import { useText, useToast } from '#web/ui/index.ts'
import styles from './assigning.module.css'

interface CardProps {
  object: ObjectDescription
  rule: ApiRecord
  /** Its place, from 1. */
  number: number
  mayChange: boolean
  onMove: (by: number) => void
  /** Told with the whole record. */
  onEdit: (rule: ApiRecord) => void
}

const conditions = ['sources', 'campaign', 'regions', 'industries', 'levels', 'keywords'] as const

/** A rule as one reads it: which leads, among whom, how. */
export function RuleCard({ object, rule: listed, number, mayChange, onMove, onEdit }: CardProps) {
  const t = useText()
  // Only the record's own answer has its lines.
  const { data: whole } = useRecord('assignment-rules', listed.id)
  const rule = whole && whole.version >= listed.version ? whole : listed
  const name = String(rule.name)
  const drag = useDraggable({ id: rule.id, disabled: !mayChange })
  const drop = useDroppable({ id: rule.id })
  const { transform } = drag
  const asked = conditions.filter(field => !isEmpty(rule[field]))
  const named = (field: string) => fieldNamed(object, field)
  const value = (field: string) => {
    const described = named(field)
    return described ? <Value field={described} object={object.name} values={rule} room="line" /> : null
  }
  const move = (event: KeyboardEvent) => {
    const by = event.key === 'ArrowUp' ? -1 : event.key === 'ArrowDown' ? 1 : 0
    if (by === 0) return
    event.preventDefault()
    onMove(by)
  }
  return (
    <li
      ref={node => {
        drag.setNodeRef(node)
        drop.setNodeRef(node)
      }}
      className={styles.rule}
      data-off={rule.isOn !== true}
      data-over={drop.isOver && !drag.isDragging}
      style={transform ? { transform: `translateY(${transform.y}px)`, zIndex: 1 } : {}}
      aria-label={t('assigning.rule', { number, name })}
    >
      <div className={styles.line}>
        {mayChange ? (
          <button
            type="button"
            ref={drag.setActivatorNodeRef}
            {...drag.listeners}
            className={styles.handle}
            aria-label={t('assigning.move', { name })}
            onKeyDown={move}
          >
            <HolderOutlined aria-hidden />
          </button>
        ) : null}
        <span className={styles.number} aria-hidden>
          {number}
        </span>
        <strong className={styles.name}>{name}</strong>
        {rule.isAtCreation === true ? <span className={styles.mark}>{t('assigning.at_creation')}</span> : null}
        <span className={styles.tools}>
          <IsOn rule={rule} mayChange={mayChange} />
          {mayChange ? (
            <Button
              type="text"
              icon={<EditOutlined aria-hidden />}
              aria-label={t('assigning.edit', { name })}
              disabled={!whole}
              onClick={() => onEdit(rule)}
            />
          ) : null}
          <Remove rule={rule} />
        </span>
      </div>
      <p className={styles.sentence}>
        {asked.length === 0 ? t('assigning.all_leads') : null}
        {asked.map(field => (
          <span key={field} className={styles.condition}>
            <small>{named(field)?.label}</small> {value(field)}
          </span>
        ))}
      </p>
      <p className={styles.sentence}>
        <span className={styles.condition}>
          <small>{t('assigning.among')}</small> {namesOf(rule).join('、') || '–'}
        </span>
        <span className={styles.condition}>
          <small>{named('method')?.label}</small> {value('method')}
        </span>
        <span className={styles.condition}>
          <small>{t('assigning.cap')}</small> {value('cap')}
        </span>
        {(['fitsTerritory', 'fitsExpertise'] as const).map(field =>
          rule[field] === true ? (
            <span key={field} className={styles.condition}>
              {named(field)?.label}
            </span>
          ) : null,
        )}
      </p>
    </li>
  )
}

/** People and departments among whom it chooses. */
const namesOf = (rule: ApiRecord): string[] =>
  ((rule.candidates ?? []) as unknown as { user?: ApiReference | null; department?: ApiReference | null }[]).flatMap(
    ({ user, department }) => user?.title ?? department?.title ?? [],
  )

function IsOn({ rule, mayChange }: { rule: ApiRecord; mayChange: boolean }) {
  const t = useText()
  const toast = useToast()
  const save = useSaveRecord('assignment-rules')
  return (
    <Switch
      size="small"
      checked={rule.isOn === true}
      disabled={!mayChange}
      loading={save.isPending}
      aria-label={t('assigning.on', { name: String(rule.name) })}
      onChange={isOn => save.mutate({ id: rule.id, version: rule.version, values: { isOn } }, { onError: toast.fail })}
    />
  )
}

function Remove({ rule }: { rule: ApiRecord }) {
  const t = useText()
  const toast = useToast()
  const remove = useRemoveRecord('assignment-rules')
  const name = String(rule.name)
  if (!rule.can.includes('remove')) return null
  return (
    <Popconfirm
      title={t('assigning.remove_ask', { name })}
      onConfirm={() =>
        remove.mutate(rule.id, { onSuccess: () => toast.say(t('assigning.removed', { name })), onError: toast.fail })
      }
    >
      <Button type="text" icon={<DeleteOutlined aria-hidden />} aria-label={t('assigning.remove', { name })} />
    </Popconfirm>
  )
}
