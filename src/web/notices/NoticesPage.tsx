import { Button, Segmented } from 'antd'
import { useState } from 'react'
import { Link } from '@tanstack/react-router'
import { useTrail } from '#web/shell/trail.ts'
import { PageHeader, useText, useToast } from '#web/ui/index.ts'
import { NoticeList } from './NoticeList.tsx'
import { useMark, useUnread } from './notice-requests.ts'
import styles from './notices.module.css'

/** Everything that this person was told. */
export function NoticesPage() {
  const t = useText()
  const toast = useToast()
  const [which, setWhich] = useState<'all' | 'unread'>('all')
  const { data: unread } = useUnread()
  const mark = useMark()
  useTrail([{ label: t('notices.title') }])
  return (
    <>
      <PageHeader
        title={t('notices.title')}
        actions={
          <>
            <Segmented<'all' | 'unread'>
              aria-label={t('notices.which')}
              value={which}
              onChange={setWhich}
              options={[
                { value: 'all', label: t('notices.whichAll') },
                { value: 'unread', label: t('notices.whichUnread') },
              ]}
            />
            <Button
              disabled={(unread?.value ?? 0) === 0}
              onClick={() => mark.mutate({ mark: 'read' }, { onError: toast.fail })}
            >
              {t('notices.readAll')}
            </Button>
          </>
        }
      />
      <div className={styles.page}>
        <NoticeList unread={which === 'unread'} />
        <p>
          <Link to="/settings/me">{t('notices.toWays')}</Link>
        </p>
      </div>
    </>
  )
}
