import { useQuery } from '@tanstack/react-query'
import { Button, Select } from 'antd'
import { useState } from 'react'
import type { BulkDescription } from '#platform/bulk/bulk-description.ts'
import type { Filter } from '#platform/objects/filter.ts'
import { api, recordKeys } from '#web/api/index.ts'
import { undoBulk, useStartBulk } from '#web/records/list/bulk/bulk-requests.ts'
import type { PanelProps } from '#web/shell/define-web-module.ts'
import { ErrorState, Skeletons, useText, useToast } from '#web/ui/index.ts'
import styles from './versions.module.css'

interface Named {
  id: string
  name: string
}

/** What `GET /api/opportunities/former` answers. */
interface Former {
  version: number
  open: Named[]
  former: { stage: Named; count: number; into: string | null }[]
}

/** The opportunities that go by an older version of this pipeline, by stage, each with the stage of the newest one into which they are moved. */
export default function FormerOpportunities({ record }: PanelProps) {
  const t = useText()
  const { data, error } = useQuery({
    queryKey: [...recordKeys.of('opportunities'), 'former', record.id, record.version],
    queryFn: ({ signal }) => api.get<Former>('/opportunities/former', { query: { pipeline: record.id }, signal }),
  })
  const [chosen, setChosen] = useState<Record<string, string>>({})
  const over = useMoveOver(record.id)
  if (error) return <ErrorState error={error} />
  if (!data) return <Skeletons shape="list" />
  if (data.former.length === 0) return <p className={styles.none}>{t('board.versions.none')}</p>
  const intoOf = ({ stage, into }: Former['former'][number]) => chosen[stage.id] ?? into
  const isSettled = data.former.every(line => intoOf(line) !== null)
  return (
    <div className={styles.frame}>
      <h3>{t('board.versions.title')}</h3>
      <p>{t('board.versions.text')}</p>
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">{t('board.versions.stage')}</th>
            <th scope="col">{t('board.versions.count')}</th>
            <th scope="col">{t('board.versions.into')}</th>
          </tr>
        </thead>
        <tbody>
          {data.former.map(line => (
            <tr key={line.stage.id}>
              <td>{line.stage.name}</td>
              <td>{t('board.versions.counted', { count: line.count })}</td>
              <td>
                <Select
                  aria-label={t('board.versions.into_of', { stage: line.stage.name })}
                  placeholder={t('board.versions.choose')}
                  className={styles.into ?? ''}
                  value={intoOf(line)}
                  onChange={into => setChosen({ ...chosen, [line.stage.id]: into ?? '' })}
                  options={data.open.map(({ id, name }) => ({ value: id, label: name }))}
                />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <Button
        disabled={!isSettled}
        loading={over.isBusy}
        onClick={() => over.go(data.version, new Map(data.former.map(line => [line.stage.id, intoOf(line) ?? ''])))}
      >
        {t('board.versions.go')}
      </Button>
    </div>
  )
}

/** Moves all over, one change of many records for each old stage; what was done is taken back by one click. */
function useMoveOver(pipeline: string) {
  const t = useText()
  const toast = useToast()
  const start = useStartBulk('opportunities')
  const [isBusy, setBusy] = useState(false)
  async function go(version: number, mapping: ReadonlyMap<string, string>): Promise<void> {
    setBusy(true)
    try {
      const runs: BulkDescription[] = []
      for (const [from, into] of mapping)
        runs.push(
          await start.mutateAsync({
            selection: { filter: formerIn(pipeline, version, from) },
            work: { verb: 'moveOver', input: { stage: into } },
          }),
        )
      if (runs.some(run => run.state === 'running')) return toast.say(t('board.versions.under_way'))
      const refused = runs.reduce((sum, run) => sum + run.refusedCount, 0)
      const done = runs.reduce((sum, run) => sum + run.done, 0) - refused
      toast.sayUndo(t(refused > 0 ? 'board.versions.refused' : 'board.versions.done', { done, refused }), async () => {
        for (const run of runs) await undoBulk('opportunities', run.id)
      })
    } catch (error) {
      toast.fail(error)
    } finally {
      setBusy(false)
    }
  }
  return { go: (version: number, mapping: ReadonlyMap<string, string>) => void go(version, mapping), isBusy }
}

const formerIn = (pipeline: string, version: number, stage: string): Filter => ({
  and: [
    { field: 'pipeline', op: 'in', value: [pipeline] },
    { field: 'pipelineVersion', op: 'lt', value: version },
    { field: 'stage', op: 'in', value: [stage] },
    { field: 'state', op: 'in', value: ['open'] },
  ],
})
