import { useQuery } from '@tanstack/react-query'
import { api, recordKeys } from '#web/api/index.ts'
import type { PanelProps } from '#web/shell/define-web-module.ts'
import { ErrorState, Skeletons, useText, When } from '#web/ui/index.ts'
import styles from './contracts.module.css'

interface SealUse {
  id: string
  seal: { id: string; title: string }
  at: string
  by: { id: string; title: string } | null
  copies: number
  remark: string | null
}

/** Which seals were put on a contract, by whom and when. */
export default function SealUses({ record }: PanelProps) {
  const t = useText()
  const { data, error } = useQuery({
    queryKey: [...recordKeys.timeline('contracts', record.id), 'seals'],
    queryFn: ({ signal }) => api.get<{ uses: SealUse[] }>(`/contracts/${record.id}/seal-uses`, { signal }),
  })
  if (error) return <ErrorState error={error} />
  if (!data) return <Skeletons shape="list" />
  if (data.uses.length === 0) return <p className={styles.quiet}>{t('contractUi.seals.none')}</p>
  return (
    <ul className={styles.list}>
      {data.uses.map(use => (
        <li key={use.id} className={styles.item}>
          <div className={styles.line}>
            <span>{use.seal.title}</span>
            <span>{t('contractUi.seals.copies', { count: use.copies })}</span>
          </div>
          <div className={styles.quietLine}>
            <span>{use.by?.title ?? ''}</span>
            <When at={use.at} />
          </div>
          {use.remark ? <div className={styles.quietLine}>{use.remark}</div> : null}
        </li>
      ))}
    </ul>
  )
}
