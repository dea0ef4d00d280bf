import { ReloadOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import type { ListQuery } from '#web/api/index.ts'
import { useText } from '#web/ui/index.ts'
import { useSteadyList } from './steady-lists.ts'
import styles from './live.module.css'

/** Over a list that somebody reads: how many rows came, went or moved meanwhile; a click shows them. */
export function Updates({ path, query }: { path: string; query: ListQuery }) {
  const t = useText()
  const { count, show } = useSteadyList(path, query)
  return (
    <div className={styles.updates} role="status" aria-live="polite">
      {count > 0 ? (
        <Button size="small" type="primary" shape="round" icon={<ReloadOutlined aria-hidden />} onClick={show}>
          {t('live.updates', { count })}
        </Button>
      ) : null}
    </div>
  )
}
