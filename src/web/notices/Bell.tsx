import { BellOutlined } from '@ant-design/icons'
import { Link } from '@tanstack/react-router'
import { Badge, Button } from 'antd'
import { useState } from 'react'
import { Sheet, useText } from '#web/ui/index.ts'
import { NoticeList } from './NoticeList.tsx'
import { useUnread } from './notice-requests.ts'

/** How many notices wait, and the newest of them beside the page. */
export function Bell() {
  const t = useText()
  const { data } = useUnread()
  const [open, setOpen] = useState(false)
  const count = data?.value ?? 0
  const shown = `${count}${data?.capped ? '+' : ''}`
  return (
    <>
      <Badge count={count > 0 ? shown : 0} size="small" offset={[-6, 6]}>
        <Button
          type="text"
          icon={<BellOutlined aria-hidden />}
          aria-label={count > 0 ? t('notices.unread', { count: shown }) : t('notices.title')}
          onClick={() => setOpen(true)}
        />
      </Badge>
      <Sheet
        open={open}
        title={t('notices.title')}
        onClose={() => setOpen(false)}
        extra={
          <Link to="/notices" onClick={() => setOpen(false)}>
            {t('notices.all')}
          </Link>
        }
      >
        {open ? <NoticeList unread={false} onFollow={() => setOpen(false)} /> : null}
      </Sheet>
    </>
  )
}
