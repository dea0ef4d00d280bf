import { InboxOutlined } from '@ant-design/icons'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { Segmented, Select } from 'antd'
import { useObjectNamed } from '#web/api/index.ts'
import { EmptyState, ErrorState, PageHeader, Skeletons, useText } from '#web/ui/index.ts'
import { Allowance } from './Allowance.tsx'
import { MineSoon } from './MineSoon.tsx'
import { PoolList } from './PoolList.tsx'
import { type PooledNoun, useMyPools } from './pool-requests.ts'
import styles from './pools.module.css'

const MINE = 'mine'

/** 公海: which pool, why each record is in it and since when, what one may still claim today, and what of one's own falls in next. */
export function PoolPage({ noun }: { noun: PooledNoun }) {
  const t = useText()
  const object = useObjectNamed(noun)
  const { pools, owned, error, refetch } = useMyPools(noun)
  const { view } = useSearch({ from: '/signedIn/p/$page' }) as { view?: string }
  const open = useOpenView(noun)
  const chosen = pools?.find(pool => pool.id === view) ?? pools?.[0]
  const title = t(`pools.page.${noun}`)
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} />
  if (!pools || !object) return <Skeletons shape="list" />
  return (
    <>
      <PageHeader title={title}>
        <div className={styles.tabs}>
          <Segmented
            aria-label={title}
            value={view === MINE ? MINE : 'pool'}
            onChange={value => open(value === MINE ? MINE : undefined)}
            options={[
              { value: 'pool', label: t('pools.page.inside') },
              { value: MINE, label: t(`pools.page.mine_${noun}`) },
            ]}
          />
          {view !== MINE && pools.length > 1 ? (
            <Select
              className={styles.which}
              aria-label={t('pools.page.which')}
              {...(chosen ? { value: chosen.id } : {})}
              onChange={open}
              options={pools.map(pool => ({
                value: pool.id,
                label: t('pools.page.counted', { name: pool.title, count: countText(pool.count) }),
              }))}
            />
          ) : null}
        </div>
      </PageHeader>
      <div className={styles.body}>
        {view === MINE ? <MineSoon object={object} /> : null}
        {view !== MINE && !chosen ? (
          <EmptyState
            icon={<InboxOutlined aria-hidden />}
            title={t('pools.page.none')}
            text={t('pools.page.none_hint')}
          />
        ) : null}
        {view !== MINE && chosen ? (
          <>
            <Allowance pool={chosen} owned={owned} />
            <PoolList
              key={chosen.id}
              object={object}
              pool={chosen}
              others={pools.filter(pool => pool.id !== chosen.id)}
            />
          </>
        ) : null}
      </div>
    </>
  )
}

export const countText = ({ value, capped }: { value: number; capped: boolean }): string =>
  capped ? `${value.toLocaleString('en')}+` : String(value)

function useOpenView(noun: PooledNoun): (view: string | undefined) => void {
  const navigate = useNavigate()
  return view =>
    void navigate({ to: '/p/$page', params: { page: `${noun}-pool` }, search: view === undefined ? {} : { view } })
}
