import { FunnelPlotOutlined, PlusOutlined, UnorderedListOutlined } from '@ant-design/icons'
import { Button, Select, Switch } from 'antd'
import { lazy, Suspense, useId, useState } from 'react'
import type { Filter } from '#platform/objects/filter.ts'
import { type ApiRecord, hasRight, useRecords } from '#web/api/index.ts'
import { useQuickCreate } from '#web/fields/quick-create.ts'
import { FilterBar } from '#web/records/list/FilterBar.tsx'
import { ViewTabs } from '#web/records/list/ViewTabs.tsx'
import { useList } from '#web/records/list/use-list.ts'
import type { BoardProps } from '#web/shell/define-web-module.ts'
import { PageHeader, Skeletons, usePhone, useText } from '#web/ui/index.ts'
import { Board } from './Board.tsx'
import styles from './board.module.css'
import { useBoard } from './use-board.ts'

// Charts are large: they come when somebody asks for the funnel.
const BoardFunnel = lazy(() => import('./BoardFunnel.tsx'))

const place = 'zhanggui.board.pipeline'

/** The board of opportunities: filter and views are the list's own, pipeline and what is shown stand in the address beside them. */
export default function OpportunityBoard({ object }: BoardProps) {
  const t = useText()
  const id = useId()
  const phone = usePhone()
  const list = useList(object)
  const [showsFunnel, setShowsFunnel] = useState(false)
  const [only, setOnly] = useState<string | null>(null)
  const pipelines = useRecords('pipelines', { fields: ['name'], limit: 50 }).records
  // The pipeline that was looked at last on this device, unless the address names one or it is gone.
  const last = pipelines?.find(({ id }) => id === localStorage.getItem(place))?.id
  const asked = { pipeline: list.search.pipeline ?? last, filter: list.filter }
  // One for head and columns together: it remembers which cards were read on.
  const board = useBoard(asked)
  const { query } = board
  const quickCreate = useQuickCreate()
  const pipeline = asked.pipeline ?? query.data?.pipeline.id
  const pipelineRecord = query.data && { id: query.data.pipeline.id, title: query.data.pipeline.name }
  const isAboutState = asked.filter !== undefined && mentions(asked.filter, 'state')
  const withEnded = list.search.ended === 'yes' || isAboutState
  const funnelButton = (
    <Button
      type={showsFunnel ? 'default' : 'text'}
      icon={<FunnelPlotOutlined aria-hidden />}
      aria-expanded={showsFunnel}
      aria-label={t('board.funnel')}
      onClick={() => {
        setShowsFunnel(!showsFunnel)
        setOnly(null)
      }}
    >
      {phone ? null : t('board.funnel')}
    </Button>
  )
  return (
    <div className={styles.board}>
      <PageHeader
        title={object.labelPlural}
        aside={
          <PipelineChoice
            pipelines={pipelines}
            value={pipeline}
            onChange={chosen => {
              setOnly(null)
              localStorage.setItem(place, chosen)
              list.go({ pipeline: chosen })
            }}
          />
        }
        actions={
          <>
            {phone ? funnelButton : null}
            <Button
              icon={<UnorderedListOutlined aria-hidden />}
              aria-label={t('board.list')}
              onClick={() => list.go({ kind: 'list' })}
            >
              {phone ? null : t('board.list')}
            </Button>
            {hasRight(object, 'create') && !phone ? (
              <Button
                icon={<PlusOutlined aria-hidden />}
                onClick={() =>
                  quickCreate?.({
                    object: object.name,
                    ...(pipelineRecord ? { values: { pipeline: pipelineRecord } } : {}),
                  })
                }
              >
                {t('board.quick.open')}
              </Button>
            ) : null}
          </>
        }
      >
        <ViewTabs list={list} />
        <div className={styles.bar}>
          <FilterBar list={list} />
          {phone ? null : (
            <span className={styles.barEnd}>
              {isAboutState ? null : (
                <>
                  <Switch
                    id={id}
                    size="small"
                    checked={withEnded}
                    onChange={checked => list.go({ ended: checked ? 'yes' : undefined }, { replace: true })}
                  />
                  <label htmlFor={id}>{t('board.withEnded')}</label>
                </>
              )}
              {funnelButton}
            </span>
          )}
        </div>
      </PageHeader>
      {showsFunnel && query.data ? (
        <Suspense fallback={<Skeletons shape="figures" />}>
          <BoardFunnel columns={query.data.columns} only={only} onChoose={setOnly} />
        </Suspense>
      ) : null}
      <Board board={board} isFiltered={asked.filter !== undefined} only={only} withEnded={withEnded} />
    </div>
  )
}

function PipelineChoice({
  pipelines,
  value,
  onChange,
}: {
  pipelines: ApiRecord[] | undefined
  value: string | undefined
  onChange: (pipeline: string) => void
}) {
  const t = useText()
  return (
    <Select
      aria-label={t('board.pipeline')}
      popupMatchSelectWidth={false}
      loading={!pipelines}
      value={value ?? null}
      options={pipelines?.map(record => ({ value: record.id, label: String(record.name) })) ?? []}
      onChange={onChange}
    />
  )
}

/** Whether a filter asks of that field anywhere. */
function mentions(filter: Filter, field: string): boolean {
  if ('field' in filter) return filter.field === field
  if ('not' in filter) return mentions(filter.not, field)
  return ('and' in filter ? filter.and : filter.or).some(part => mentions(part, field))
}
