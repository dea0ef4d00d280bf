import { EditOutlined, NumberOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import { useState } from 'react'
import { useTrail } from '#web/shell/trail.ts'
import { EmptyState, ErrorState, PageHeader, Skeletons, useText } from '#web/ui/index.ts'
import { NumberSheet } from './NumberSheet.tsx'
import { type NumberPattern, usePatterns } from './number-requests.ts'
import styles from './numbers.module.css'
import settings from './settings.module.css'

/** How records are numbered: each kind with the number that comes next; a click opens its parts. */
export function NumbersPage() {
  const t = useText()
  const { data, error, refetch } = usePatterns()
  const [opened, setOpened] = useState<string | null>(null)
  useTrail([{ label: t('navigation.settings'), to: '/settings' }, { label: t('settings.numbers.title') }])
  const chosen = data?.patterns.find(pattern => keyOf(pattern) === opened)
  return (
    <>
      <PageHeader title={t('settings.numbers.title')}>
        <p className={settings.intro}>{t('settings.numbers.text')}</p>
      </PageHeader>
      <div className={settings.body}>
        {error && !data ? <ErrorState error={error} onRetry={() => void refetch()} /> : null}
        {!error && !data ? <Skeletons shape="list" /> : null}
        {data?.patterns.length === 0 ? (
          <EmptyState icon={<NumberOutlined aria-hidden />} title={t('settings.numbers.none')} />
        ) : null}
        <ul className={styles.patterns} aria-label={t('settings.numbers.title')}>
          {data?.patterns.map(pattern => (
            <PatternRow key={keyOf(pattern)} pattern={pattern} onOpen={() => setOpened(keyOf(pattern))} />
          ))}
        </ul>
      </div>
      {chosen ? <NumberSheet key={opened} pattern={chosen} onClose={() => setOpened(null)} /> : null}
    </>
  )
}

const keyOf = ({ object, field }: NumberPattern): string => `${object}.${field}`

function PatternRow({ pattern, onOpen }: { pattern: NumberPattern; onOpen: () => void }) {
  const t = useText()
  const { label, fieldLabel, isOn, next } = pattern
  return (
    <li className={styles.pattern}>
      <span className={styles.noun}>
        <strong>{label}</strong>
        <span className={styles.field}>{fieldLabel}</span>
      </span>
      <span className={styles.next} data-on={isOn}>
        {isOn ? t('settings.numbers.next', { number: next[0] ?? '' }) : t('settings.numbers.off')}
      </span>
      <Button
        icon={<EditOutlined aria-hidden />}
        aria-label={t('settings.numbers.edit', { noun: label })}
        onClick={onOpen}
      >
        {t('settings.numbers.edit_short')}
      </Button>
    </li>
  )
}
