import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Button, Select } from 'antd'
import { useId, useState } from 'react'
import { useObjectViews } from '#web/records/list/views-store.ts'
import { EmptyState, ErrorState, PageHeader, Sheet, Skeletons, useText, useToast } from '#web/ui/index.ts'
import { Moves } from './Moves.tsx'
import { SegmentCard } from './SegmentCard.tsx'
import { type Segment, segmentsQuery, setSegment } from './segment-requests.ts'
import styles from './segments.module.css'

/** Groups of customers that count themselves: how many now, how it went, who came and went. A group is a saved view of the list. */
export default function SegmentsPage() {
  const t = useText()
  const { data: segments, error, refetch } = useQuery(segmentsQuery)
  const [asked, setAsked] = useState<Segment | null>(null)
  return (
    <>
      <PageHeader title={t('segments.title')} />
      <div className={styles.page}>
        {error ? <ErrorState error={error} onRetry={() => void refetch()} /> : null}
        {segments ? <NewSegment segments={segments} /> : null}
        {segments?.length === 0 ? (
          <EmptyState title={t('segments.none')} text={t('segments.noneText')}>
            <Link to="/o/$path" params={{ path: 'customers' }}>
              {t('segments.toList')}
            </Link>
          </EmptyState>
        ) : null}
        {segments ? (
          <ul className={styles.cards}>
            {segments.map(segment => (
              <li key={segment.id}>
                <SegmentCard segment={segment} onMoves={() => setAsked(segment)} />
              </li>
            ))}
          </ul>
        ) : error ? null : (
          <Skeletons shape="list" />
        )}
      </div>
      <Sheet
        open={asked !== null}
        title={asked ? t('segments.movesOf', { name: asked.label }) : ''}
        onClose={() => setAsked(null)}
      >
        {asked ? <Moves id={asked.id} path={asked.path} /> : null}
      </Sheet>
    </>
  )
}

/** One's saved views of customers that do not count themselves yet. */
function NewSegment({ segments }: { segments: readonly Segment[] }) {
  const t = useText()
  const toast = useToast()
  const id = useId()
  const views = useObjectViews('customer')?.views ?? []
  const [chosen, setChosen] = useState<string | null>(null)
  const [isBusy, setBusy] = useState(false)
  const known = new Set(segments.map(segment => segment.id))
  const offered = views.filter(view => !view.isSystem && view.isEditable && !known.has(view.id))
  if (offered.length === 0) return null
  const begin = async () => {
    if (!chosen) return
    setBusy(true)
    try {
      await setSegment(chosen, true)
      setChosen(null)
    } catch (error) {
      toast.fail(error)
    } finally {
      setBusy(false)
    }
  }
  return (
    <div className={styles.new}>
      <label htmlFor={id}>{t('segments.view')}</label>
      <Select
        id={id}
        className={styles.choice ?? ''}
        value={chosen}
        options={offered.map(view => ({ value: view.id, label: view.label }))}
        onChange={setChosen}
      />
      <Button type="primary" disabled={!chosen} loading={isBusy} onClick={() => void begin()}>
        {t('segments.begin')}
      </Button>
    </div>
  )
}
