import { BellOutlined, CheckOutlined } from '@ant-design/icons'
import { Link } from '@tanstack/react-router'
import { Button } from 'antd'
import { EmptyState, ErrorState, Skeletons, useText, useToast, When } from '#web/ui/index.ts'
import { type Notice, useMark, useNotices } from './notice-requests.ts'
import styles from './notices.module.css'

/** Notices, newest first. Following one reads it. */
export function NoticeList({ unread, onFollow }: { unread: boolean; onFollow?: () => void }) {
  const t = useText()
  const toast = useToast()
  const { notices, error, refetch, hasNextPage, isFetchingNextPage, fetchNextPage } = useNotices(unread)
  const mark = useMark()
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} />
  if (!notices) return <Skeletons shape="list" />
  if (notices.length === 0) {
    return (
      <EmptyState
        icon={<BellOutlined aria-hidden />}
        title={t(unread ? 'notices.noneUnread' : 'notices.none')}
        text={t('notices.noneHint')}
      />
    )
  }
  const set = (notice: Notice, how: 'read' | 'unread') =>
    mark.mutate({ mark: how, ids: [notice.id] }, { onError: toast.fail })
  return (
    <>
      <ul className={styles.list}>
        {notices.map(notice => (
          <li key={notice.id} className={styles.notice} data-read={notice.isRead}>
            <div className={styles.words}>
              {notice.to ? (
                <Link
                  to={notice.to}
                  className={styles.text}
                  onClick={() => {
                    if (!notice.isRead) set(notice, 'read')
                    onFollow?.()
                  }}
                >
                  {notice.text}
                </Link>
              ) : (
                <span className={styles.text}>{notice.text}</span>
              )}
              <span className={styles.when}>
                <When at={notice.at} />
                {notice.isRead ? null : <span className="for-readers-only">{t('notices.isUnread')}</span>}
              </span>
            </div>
            <Button
              type="text"
              size="small"
              icon={notice.isRead ? <BellOutlined aria-hidden /> : <CheckOutlined aria-hidden />}
              aria-label={t(notice.isRead ? 'notices.markUnread' : 'notices.markRead', { text: notice.text })}
              onClick={() => set(notice, notice.isRead ? 'unread' : 'read')}
            />
          </li>
        ))}
      </ul>
      {hasNextPage ? (
        <Button block loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
          {t('notices.more')}
        </Button>
      ) : null}
    </>
  )
}
