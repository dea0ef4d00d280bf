import { PartitionOutlined } from '@ant-design/icons'
import { Link } from '@tanstack/react-router'
import { Button, Select } from 'antd'
import { useId } from 'react'
import type { HandoverKind } from '#platform/handovers/handover-description.ts'
import type { Filter } from '#platform/objects/filter.ts'
import { ReferencePicker } from '#web/access/ReferencePicker.tsx'
import { useObjectNamed } from '#web/api/index.ts'
import type { ReferenceValue } from '#web/fields/ReferenceField.tsx'
import { formatNumber, useLocale, useText } from '#web/ui/index.ts'
import styles from './handovers.module.css'
import { Wrong } from './TransferSheet.tsx'

/** Who takes one kind: one person, or by the options of a field several, and one the rest. */
export interface KindPlan {
  to: ReferenceValue | null
  by: string | null
  parts: Record<string, ReferenceValue | null>
}

/** One kind of what points at the leaver: how many, and its successor. */
export function KindRow({
  kind,
  value,
  usual,
  problem,
  onChange,
}: {
  kind: HandoverKind
  value: KindPlan
  /** Who takes it when nobody is named. */
  usual: string | undefined
  problem: string | undefined
  onChange: (value: KindPlan) => void
}) {
  const t = useText()
  const id = useId()
  const object = useObjectNamed(kind.object ?? '')
  const fields = (object?.fields ?? []).filter(field => field.type === 'choice' && (field.options ?? []).length > 0)
  // Most divide by how much a customer matters.
  const first = fields.find(field => field.name === 'level') ?? fields[0]
  const by = fields.find(field => field.name === value.by)
  const who = t('handovers.plan.successor', { kind: kind.label })
  return (
    <li className={styles.kind} data-kind={kind.kind}>
      <div className={styles.kindRow}>
        <div>
          <label htmlFor={id}>{kind.label}</label> <CountOf kind={kind} />
        </div>
        <div className={styles.who}>
          <ReferencePicker id={id} of="user" label={who} value={value.to} onChange={to => onChange({ ...value, to })} />
          {!value.to && (kind.endsWithHim || usual) && (
            <span className={styles.hint}>
              {kind.endsWithHim ? t('handovers.plan.ends') : t('handovers.plan.usual', { name: usual ?? '' })}
            </span>
          )}
        </div>
        {fields.length > 0 && (
          <Button
            type="text"
            icon={<PartitionOutlined aria-hidden />}
            aria-pressed={value.by !== null}
            aria-label={t('handovers.plan.divideKind', { kind: kind.label })}
            onClick={() => onChange({ ...value, by: value.by === null ? (first?.name ?? null) : null, parts: {} })}
          >
            {t('handovers.plan.divide')}
          </Button>
        )}
      </div>
      {by && (
        <div className={styles.parts}>
          <Select
            aria-label={t('handovers.plan.by')}
            value={by.name}
            options={fields.map(field => ({ value: field.name, label: field.label }))}
            onChange={name => onChange({ ...value, by: name, parts: {} })}
          />
          {(by.options ?? []).map(option => (
            <div key={option.id} className={styles.part}>
              <label htmlFor={`${id}-${option.id}`}>{option.label}</label>
              <ReferencePicker
                id={`${id}-${option.id}`}
                of="user"
                label={`${by.label} ${option.label}`}
                value={value.parts[option.id] ?? null}
                onChange={to => onChange({ ...value, parts: { ...value.parts, [option.id]: to } })}
              />
            </div>
          ))}
          <p className={styles.hint}>{t('handovers.plan.rest')}</p>
        </div>
      )}
      <Wrong text={problem} />
    </li>
  )
}

/** How many there are, as a link to exactly those. */
export function CountOf({ kind: { count, link, label } }: { kind: HandoverKind }) {
  const t = useText()
  const locale = useLocale()
  const number = formatNumber(count, { locale })
  const name = t('handovers.open', { kind: label, count: number })
  if (link === null) return <span className={styles.count}>{number}</span>
  if ('page' in link)
    return (
      <a href={link.page} className={styles.count} aria-label={name}>
        {number}
      </a>
    )
  return (
    <Link
      to="/o/$path"
      params={{ path: link.path }}
      search={{ view: 'all', kind: 'list', filter: link.filter as Filter }}
      className={styles.count}
      aria-label={name}
    >
      {number}
    </Link>
  )
}
