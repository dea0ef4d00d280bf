import { StarFilled, StarOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import { useText, useToast } from '#web/ui/index.ts'
import styles from './star.module.css'
import { useSetStar, useStars } from './stars.ts'

/** 关注: one's own star on a record. */
export function StarButton({ path, id, title, size }: { path: string; id: string; title: string; size?: 'small' }) {
  const t = useText()
  const toast = useToast()
  const isStarred = useStars(path).has(id)
  const { mutate } = useSetStar(path)
  return (
    <Button
      type="text"
      {...(size ? { size, tabIndex: -1 } : {})}
      className={styles.star}
      aria-pressed={isStarred}
      aria-label={t('records.star.label', { title })}
      title={isStarred ? t('records.star.off') : t('records.star.on')}
      icon={isStarred ? <StarFilled aria-hidden /> : <StarOutlined aria-hidden />}
      onClick={event => {
        event.stopPropagation()
        mutate({ id, isStarred: !isStarred }, { onError: error => toast.fail(error) })
      }}
    />
  )
}
