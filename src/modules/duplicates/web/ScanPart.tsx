import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Button, Progress, Segmented, Tag } from 'antd'
import { useState } from 'react'
import { api, queryClient, useCatalog } from '#web/api/index.ts'
import { ErrorState, useText, useToast, When } from '#web/ui/index.ts'
import { type FoundGroup, mergeView, type Scan } from './duplicate-requests.ts'
import styles from './duplicates.module.css'
import { MatchLine } from './MatchLine.tsx'

const nouns = ['customer', 'lead', 'contact'] as const
type Noun = (typeof nouns)[number]

/** The search of the whole base: how far it is, and what it found, group by group. */
export function ScanPart() {
  const t = useText()
  const toast = useToast()
  const catalog = useCatalog()
  const [noun, setNoun] = useState<Noun>('customer')
  const { data, error, refetch } = useQuery({
    queryKey: ['duplicates', 'scans'],
    queryFn: ({ signal }) => api.get<{ scans: Scan[] }>('/duplicates/scans', { signal }),
    refetchInterval: query => (query.state.data?.scans.some(scan => scan.state === 'running') ? 1000 : false),
  })
  const scan = data?.scans.find(one => one.object === noun)
  const act = async (path: string, body?: object) => {
    try {
      await api.post(path, body ?? {})
      await refetch()
    } catch (problem) {
      toast.fail(problem)
    }
  }
  const isRunning = scan?.state === 'running'
  return (
    <section className={styles.scan} aria-labelledby="duplicates-scan">
      <h2 id="duplicates-scan">{t('duplicates.scan.title')}</h2>
      <div className={styles.bar}>
        <Segmented
          value={noun}
          options={nouns
            .filter(name => catalog.some(object => object.name === name))
            .map(name => ({ value: name, label: t(`duplicates.nouns.${name}`) }))}
          onChange={setNoun}
          aria-label={t('duplicates.scan.which')}
        />
        {isRunning ? (
          <Button disabled={scan.isStopped} onClick={() => void act(`/duplicates/scans/${scan.id}/stop`)}>
            {t('duplicates.scan.stop')}
          </Button>
        ) : (
          <Button type={scan ? 'default' : 'primary'} onClick={() => void act('/duplicates/scans', { object: noun })}>
            {t(scan ? 'duplicates.scan.again' : 'duplicates.scan.start')}
          </Button>
        )}
        {scan && !isRunning && (
          <span className={styles.kinds}>
            {t(`duplicates.scan.states.${scan.state}`)} <When at={scan.createdAt} />
          </span>
        )}
      </div>
      {error ? <ErrorState error={error} onRetry={() => void refetch()} /> : null}
      {isRunning && (
        <Progress
          percent={scan.total === 0 ? 0 : Math.floor((scan.done / scan.total) * 100)}
          aria-label={t('duplicates.scan.progress')}
        />
      )}
      {scan && !isRunning && <Groups scan={scan} />}
    </section>
  )
}

interface GroupPage {
  groups: FoundGroup[]
  next: string | null
  left: number
}

function Groups({ scan }: { scan: Scan }) {
  const t = useText()
  const toast = useToast()
  const key = ['duplicates', 'groups', scan.id]
  const { data, error, refetch, hasNextPage, fetchNextPage } = useInfiniteQuery({
    queryKey: key,
    queryFn: ({ pageParam, signal }) =>
      api.get<GroupPage>(`/duplicates/scans/${scan.id}/groups`, { query: { after: pageParam }, signal }),
    initialPageParam: null as string | null,
    getNextPageParam: page => page.next,
  })
  const tellApart = async (group: FoundGroup) => {
    try {
      await api.post('/duplicates/different', { object: scan.object, ids: group.records.map(record => record.id) })
      await queryClient.invalidateQueries({ queryKey: key })
      toast.say(t('duplicates.scan.toldApart'))
    } catch (problem) {
      toast.fail(problem)
    }
  }
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} />
  const groups = data?.pages.flatMap(page => page.groups) ?? []
  const left = data?.pages[0]?.left ?? 0
  if (data && groups.length === 0) return <p className={styles.kinds}>{t('duplicates.scan.nothing')}</p>
  return (
    <>
      {data && <p className={styles.kinds}>{t('duplicates.scan.left', { count: left })}</p>}
      {groups.map(group => (
        <article key={group.id} className={styles.group}>
          <div className={styles.bar}>
            <Tag color={group.isSame ? 'error' : 'warning'}>
              {t(group.isSame ? 'duplicates.same' : 'duplicates.near')}
            </Tag>
            <span className={styles.kinds}>
              {group.kinds
                .filter(kind => kind !== 'near')
                .map(kind => t(`duplicates.kinds.${kind}`))
                .join(' · ')}
            </span>
            <Link
              to="/p/$page"
              params={{ page: 'merge' }}
              search={{
                view: mergeView(
                  scan.object,
                  group.records.slice(0, 10).map(record => record.id),
                ),
              }}
            >
              {t('duplicates.scan.merge')}
            </Link>
            <Button size="small" onClick={() => void tellApart(group)}>
              {t('duplicates.scan.different')}
            </Button>
          </div>
          {group.records.map(record => (
            <MatchLine key={record.id} match={record} asked="" saysWhy={false} />
          ))}
        </article>
      ))}
      {hasNextPage && <Button onClick={() => void fetchNextPage()}>{t('duplicates.scan.more')}</Button>}
    </>
  )
}
