import { Button, Popconfirm, Popover, Select } from 'antd'
import { useState } from 'react'
import { useRecords } from '#web/api/index.ts'
import { useText } from '#web/ui/index.ts'
import type { MyPool, PoolVerb } from './pool-requests.ts'
import styles from './pools.module.css'

type Act = (verb: PoolVerb, input?: Record<string, unknown>) => void

/** What can be done with the chosen records of a pool: claim them; a manager assigns them, moves them to another pool, or puts them into the bin. */
export function ManyBar({
  pool,
  others,
  count,
  isBusy,
  mayRemove,
  onAct,
  onClear,
}: {
  pool: MyPool
  others: readonly MyPool[]
  count: number
  isBusy: boolean
  mayRemove: boolean
  onAct: Act
  onClear: () => void
}) {
  const t = useText()
  return (
    <div className={styles.many} role="region" aria-label={t('pools.many.title')}>
      <span>{t('pools.many.chosen', { count })}</span>
      <Button type="primary" loading={isBusy} onClick={() => onAct('claim')}>
        {t('pools.claim')}
      </Button>
      {pool.isManager ? <Assign isBusy={isBusy} onAct={onAct} /> : null}
      {pool.isManager && others.length > 0 ? <Move others={others} isBusy={isBusy} onAct={onAct} /> : null}
      {pool.isManager && mayRemove ? (
        <Popconfirm title={t('pools.many.remove_ask', { count })} onConfirm={() => onAct('remove')}>
          <Button danger disabled={isBusy}>
            {t('pools.many.remove')}
          </Button>
        </Popconfirm>
      ) : null}
      <Button type="text" onClick={onClear}>
        {t('pools.many.clear')}
      </Button>
    </div>
  )
}

function Assign({ isBusy, onAct }: { isBusy: boolean; onAct: Act }) {
  const t = useText()
  const { records } = useRecords('users', { fields: ['name', 'state'], limit: 200 })
  const people = records?.filter(one => one.state !== 'left') ?? []
  return (
    <Chooser
      label={t('pools.many.assign')}
      hint={t('pools.many.assign_to')}
      isBusy={isBusy}
      options={people.map(one => ({ value: one.id, label: String(one.name) }))}
      onChoose={owner => onAct('assign', { owner })}
    />
  )
}

function Move({ others, isBusy, onAct }: { others: readonly MyPool[]; isBusy: boolean; onAct: Act }) {
  const t = useText()
  return (
    <Chooser
      label={t('pools.many.move')}
      hint={t('pools.many.move_to')}
      isBusy={isBusy}
      options={others.map(one => ({ value: one.id, label: one.title }))}
      onChoose={pool => onAct('release', { pool })}
    />
  )
}

function Chooser({
  label,
  hint,
  isBusy,
  options,
  onChoose,
}: {
  label: string
  hint: string
  isBusy: boolean
  options: { value: string; label: string }[]
  onChoose: (value: string) => void
}) {
  const [isOpen, setOpen] = useState(false)
  return (
    <Popover
      trigger="click"
      open={isOpen}
      onOpenChange={setOpen}
      destroyOnHidden
      content={
        <Select
          className={styles.chooser}
          aria-label={hint}
          placeholder={hint}
          showSearch={{ optionFilterProp: 'label' }}
          options={options}
          onChange={(value: string) => {
            setOpen(false)
            onChoose(value)
          }}
        />
      }
    >
      <Button disabled={isBusy}>{label}</Button>
    </Popover>
  )
}
