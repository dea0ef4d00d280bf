import { FunnelPlotOutlined, PlusOutlined, UnorderedListOutlined } from '@ant-design/icons'
import { Button, Select, Switch } from 'antd'
import { lazy, Suspense, useId, useState } from 'react'
import type { Filter } from '#platform/objects/filter.ts'
import { hasRight, useRecords } from '#web/api/index.ts'
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

/** The board of opportunities: filter and views are the list's own, pipeline and what is shown stand in the address beside them. */
export default function OpportunityBoard({ object }: BoardProps) {
  const t = useText()
  const id = useId()
  const phone = usePhone()
  const list = useList(object)
  const [showsFunnel, setShowsFunnel] = useState(false)
  const [only, setOnly] = useState<string | null>(null)
  const asked = { pipeline: list.search.pipeline, filter: list.filter }
  const { query } = useBoard(asked)
  const quickCreate = useQuickCreate()
  const pipeline = asked.pipeline ?? query.data?.pipeline.id
  const pipelineRecord = query.data && { id: query.data.pipeline.id, title: query.data.pipeline.name }
  const isAboutState = asked.filter !== undefined && mentions(asked.filter, 'state')
  const withEnded = list.search.ended === '1' || isAboutState
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
            value={pipeline}
            onChange={chosen => {
              setOnly(null)
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
              onClick={() => list.go({ kind: undefined })}
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
                    onChange={checked => list.go({ ended: checked ? '1' : undefined }, { replace: true })}
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
      <Board asked={asked} only={only} withEnded={withEnded} />
    </div>
  )
}

function PipelineChoice({ value, onChange }: { value: string | undefined; onChange: (pipeline: string) => void }) {
  const t = useText()
  const { records } = useRecords('pipelines', { fields: ['name'], limit: 50 })
  return (
    <Select
      aria-label={t('board.pipeline')}
      popupMatchSelectWidth={false}
      loading={!records}
      value={value ?? null}
      options={records?.map(record => ({ value: record.id, label: String(record.name) })) ?? []}
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
