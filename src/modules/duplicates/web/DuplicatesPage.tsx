import { SearchOutlined } from '@ant-design/icons'
import { useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { Button, Input } from 'antd'
import { useEffect, useState } from 'react'
import { usePermission } from '#web/api/index.ts'
import { useQuickCreate } from '#web/fields/quick-create.ts'
import { useTrail } from '#web/shell/trail.ts'
import { EmptyState, ErrorState, PageHeader, Skeletons, useText } from '#web/ui/index.ts'
import { findMatches } from './duplicate-requests.ts'
import styles from './duplicates.module.css'
import { MatchLine } from './MatchLine.tsx'
import { ScanPart } from './ScanPart.tsx'

/** Looks whether somebody has a customer already, before one begins to type; and, for managers, through the whole base. */
export default function DuplicatesPage() {
  const t = useText()
  const navigate = useNavigate()
  const { view = '' } = useSearch({ from: '/signedIn/p/$page' })
  const [text, setText] = useState(view)
  const mayScan = usePermission('duplicate.override') !== null
  useTrail([{ label: t('duplicates.title') }])
  useEffect(() => setText(view), [view])
  const look = (wanted: string) =>
    void navigate({
      to: '/p/$page',
      params: { page: 'duplicates' },
      search: wanted.trim() ? { view: wanted.trim() } : {},
    })
  return (
    <>
      <PageHeader title={t('duplicates.title')} aside={t('duplicates.about')} />
      <div className={styles.page}>
        <Input.Search
          size="large"
          allowClear
          autoFocus
          value={text}
          placeholder={t('duplicates.placeholder')}
          aria-label={t('duplicates.placeholder')}
          enterButton={
            <Button type="primary" icon={<SearchOutlined aria-hidden />} aria-label={t('duplicates.look')} />
          }
          onChange={event => setText(event.target.value)}
          onSearch={look}
        />
        {view.length >= 2 && <Found text={view} />}
        {mayScan && <ScanPart />}
      </div>
    </>
  )
}

function Found({ text }: { text: string }) {
  const t = useText()
  const quickCreate = useQuickCreate()
  const { data, error, refetch } = useQuery({
    queryKey: ['duplicates', 'find', text],
    queryFn: ({ signal }) => findMatches(text, signal),
    retry: false,
  })
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} />
  if (!data) return <Skeletons shape="list" />
  if (data.matches.length === 0)
    return (
      <EmptyState title={t('duplicates.none', { text })} text={t('duplicates.noneHint')}>
        <Button
          type="primary"
          onClick={() => quickCreate?.({ object: 'customer', values: /\d{5}/.test(text) ? {} : { name: text } })}
        >
          {t('duplicates.make')}
        </Button>
      </EmptyState>
    )
  return (
    <section className={styles.list} aria-label={t('duplicates.found')}>
      {data.matches.map(match => (
        <MatchLine key={match.id} match={match} asked={text} saysWhy={match.isNear} />
      ))}
    </section>
  )
}
