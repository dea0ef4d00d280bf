import { Button, Table, type TableColumnsType } from 'antd'
import { useState } from 'react'
import { formatNumber, useLocale, usePhone, useText, useToast } from '#web/ui/index.ts'
import { DiscardButton } from './ColumnsStep.tsx'
import { Decision } from './Decision.tsx'
import {
  type ImportDescription,
  type Settlement,
  type SettlementKind,
  type UnsettledValue,
  useChangeImport,
} from './import-requests.ts'
import { keyOf, useDraftSettlements } from './draft-settlements.ts'
import styles from './transfer.module.css'

/** Every value that found no partner, once, with how many rows hold it, a suggestion and what the user decides. */
export function SettleStep({ described, onDone }: { described: ImportDescription; onDone: () => void }) {
  const t = useText()
  const locale = useLocale()
  const toast = useToast()
  const change = useChangeImport(described.id)
  const drafts = useDraftSettlements(described.id)
  const [showsSettled, setShowsSettled] = useState(false)
  const open = described.unsettled
  const decided = [...open, ...described.settled].filter(value => drafts.of(value))
  const left = described.unsettledCount - open.filter(value => drafts.of(value)).length
  const groups = Object.entries(
    Object.groupBy(showsSettled ? [...open, ...described.settled] : open, value => value.field),
  )

  async function send(): Promise<void> {
    const settlements = decided.map(value => ({
      field: value.field,
      value: value.value,
      within: value.within,
      settlement: drafts.of(value) ?? null,
    }))
    try {
      await change.mutateAsync({ settlements })
      drafts.forget()
      onDone()
    } catch (error) {
      toast.fail(error)
    }
  }

  return (
    <>
      <p className={styles.lead}>
        {t('imports.settle.lead', {
          count: described.unsettledCount,
          shown: formatNumber(described.unsettledCount, { locale }),
        })}
        {described.unsettledCount > open.length ? ` ${t('imports.settle.first', { count: open.length })}` : ''}
      </p>
      {groups.map(([field, values = []]) => (
        <Group key={field} described={described} field={field} values={values} drafts={drafts} />
      ))}
      {described.settled.length > 0 ? (
        <Button type="link" onClick={() => setShowsSettled(!showsSettled)}>
          {showsSettled
            ? t('imports.settle.hideSettled')
            : t('imports.settle.showSettled', { count: described.settled.length })}
        </Button>
      ) : null}
      <footer className={styles.footer}>
        <span role="status">
          {left > 0
            ? t('imports.settle.left', { count: left, shown: formatNumber(left, { locale }) })
            : t('imports.settle.none')}
        </span>
        <DiscardButton described={described} />
        <Button type="primary" disabled={decided.length === 0} loading={change.isPending} onClick={() => void send()}>
          {t('imports.settle.apply', { count: decided.length })}
        </Button>
      </footer>
    </>
  )
}

type Drafts = ReturnType<typeof useDraftSettlements>

/** The values of one field, with what may be decided for all of them at once. */
function Group({
  described,
  field,
  values,
  drafts,
}: {
  described: ImportDescription
  field: string
  values: UnsettledValue[]
  drafts: Drafts
}) {
  const t = useText()
  const phone = usePhone()
  const importField = described.fields.find(one => one.name === field)
  const label = importField?.label ?? field
  const current = (value: UnsettledValue): Settlement | null => drafts.of(value) ?? value.settlement
  const decision = (value: UnsettledValue) => (
    <Decision
      object={described.object}
      importField={importField}
      value={value}
      chosen={current(value)}
      onChoose={settlement => drafts.put([[value, settlement]])}
    />
  )
  const columns: TableColumnsType<UnsettledValue> = [
    { title: t('imports.settle.value'), render: (_, value) => <ValueText value={value} /> },
    {
      title: t('imports.settle.count'),
      align: 'end',
      width: 96,
      render: (_, value) => <RowCount count={value.count} />,
    },
    { title: t('imports.settle.decision'), width: '52%', render: (_, value) => decision(value) },
  ]
  return (
    <section className={styles.group} aria-label={label}>
      <div className={styles.groupHead}>
        <h2 className={styles.heading}>
          {label} <RowCount count={values.length} />
        </h2>
        <Bulk values={values} drafts={drafts} />
      </div>
      {phone ? (
        <ul className={styles.cards}>
          {values.map(value => (
            <li key={keyOf(value)}>
              <div className={styles.cardHead}>
                <ValueText value={value} />
                <span className={styles.quiet}>
                  {t('imports.rows', { count: value.count, shown: String(value.count) })}
                </span>
              </div>
              {decision(value)}
            </li>
          ))}
        </ul>
      ) : (
        <Table
          size="small"
          rowKey={keyOf}
          columns={columns}
          dataSource={values}
          pagination={values.length > 50 ? { pageSize: 50, showSizeChanger: false } : false}
        />
      )}
    </section>
  )
}

function Bulk({ values, drafts }: { values: UnsettledValue[]; drafts: Drafts }) {
  const t = useText()
  if (values.length < 2) return null
  const suggested = values.filter(value => value.suggestion)
  const common = (['create', 'leaveEmpty', 'refuse'] as const).filter(kind =>
    values.some(value => value.kinds.includes(kind)),
  )
  const putAll = (kind: SettlementKind): void =>
    drafts.put(values.filter(value => value.kinds.includes(kind)).map(value => [value, { kind }]))
  return (
    <div className={styles.bulk}>
      {suggested.length > 0 ? (
        <Button size="small" onClick={() => drafts.put(suggested.map(value => [value, value.suggestion]))}>
          {t('imports.settle.allSuggested', { count: suggested.length })}
        </Button>
      ) : null}
      {common.map(kind => (
        <Button key={kind} size="small" onClick={() => putAll(kind)}>
          {t(`imports.settle.all.${kind}`)}
        </Button>
      ))}
    </div>
  )
}

function ValueText({ value }: { value: UnsettledValue }) {
  const t = useText()
  return (
    <span>
      <code className={styles.value}>{value.value}</code>
      {value.within ? (
        <small className={styles.quiet}> {t('imports.settle.within', { what: value.within })}</small>
      ) : null}
    </span>
  )
}

function RowCount({ count }: { count: number }) {
  const locale = useLocale()
  return <span className="tabular">{formatNumber(count, { locale })}</span>
}
