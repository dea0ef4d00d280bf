import { PlusOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import { useState } from 'react'
import { type ApiRecord, useObjectNamed, usePermission, useRecords } from '#web/api/index.ts'
import { RecordLink } from '#web/records/RecordLink.tsx'
import type { PanelProps } from '#web/shell/define-web-module.ts'
import { ErrorState, Money, Skeletons, useText, When } from '#web/ui/index.ts'
import { contractsWith } from '../contract.page.rules.ts'
import styles from './contracts.module.css'
import { MakeContractSheet } from './MakeContractSheet.tsx'

/** What was agreed with this customer, or came of this opportunity or quote; these become a contract by one step. */
export default function ContractsOf({ object, record }: PanelProps) {
  const t = useText()
  const [isMaking, setMaking] = useState(false)
  const mayMake = usePermission('contract.create') !== null
  const { records, count, error } = useRecords('contracts', contractsWith(object.name, record.id))
  if (error) return <ErrorState error={error} />
  if (!records) return <Skeletons shape="list" />
  const more = (count?.value ?? 0) - records.length
  const verb = object.verbs.find(one => one.verb === 'makeContract')
  const isPossible = mayMake && verb !== undefined && record.can.includes('makeContract') && records.length === 0
  return (
    <>
      {records.length === 0 ? <p className={styles.quiet}>{t('contractUi.of.none')}</p> : null}
      <ul className={styles.list}>
        {records.map(one => (
          <One key={one.id} contract={one} />
        ))}
      </ul>
      {more > 0 ? <p className={styles.quiet}>{t('contractUi.of.more', { count: more })}</p> : null}
      {isPossible ? (
        <Button icon={<PlusOutlined aria-hidden />} onClick={() => setMaking(true)}>
          {verb.label}
        </Button>
      ) : null}
      {verb ? (
        <MakeContractSheet object={object} record={record} open={isMaking} onClose={() => setMaking(false)} />
      ) : null}
    </>
  )
}

function One({ contract }: { contract: ApiRecord }) {
  const t = useText()
  const object = useObjectNamed('contract')
  const state = object?.fields.find(field => field.name === 'state')?.options ?? []
  const { name, amount, outstanding, endOn } = contract
  const currency = String(contract.currency)
  return (
    <li className={styles.item}>
      <div className={styles.line}>
        <RecordLink object="contract" id={contract.id} title={String(name)} />
        <Money amount={amount as string | null} currency={currency} compact />
      </div>
      <div className={styles.quietLine}>
        <span>{state.find(option => option.id === contract.state)?.label}</span>
        {outstanding ? (
          <span>
            {t('contractUi.of.outstanding')} <Money amount={String(outstanding)} currency={currency} compact />
          </span>
        ) : null}
        {endOn && contract.state === 'inEffect' ? (
          <span>
            {t('contractUi.of.until')} <When on={String(endOn)} />
          </span>
        ) : null}
      </div>
    </li>
  )
}
