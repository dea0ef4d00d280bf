import { Alert, Button, Tabs } from 'antd'
import { useState } from 'react'
import { Sheet, useText } from '#web/ui/index.ts'
import styles from './accounts.module.css'
import { InvitationList } from './InvitationList.tsx'
import { type MadeInvitation, useInvitations } from './invitation-requests.ts'
import { InviteForm } from './InviteForm.tsx'
import { InviteMany } from './InviteMany.tsx'
import { LinkCard } from './LinkCard.tsx'
import { LinkList } from './LinkList.tsx'

/** Letting people in: somebody new, everybody who has no account yet, and the links that are under way. */
export function InviteSheet({ open, onClose }: { open: boolean; onClose: () => void }) {
  const t = useText()
  const [made, setMade] = useState<MadeInvitation[]>([])
  const [one] = made
  return (
    <Sheet open={open} title={t('accounts.invite.title')} onClose={onClose} afterClose={() => setMade([])} wide>
      {one ? (
        <>
          {made.length === 1 ? <LinkCard made={one} /> : <LinkList made={made} />}
          <div className={styles.tools}>
            <Button type="primary" onClick={() => setMade([])}>
              {t('accounts.invite.another')}
            </Button>
          </div>
        </>
      ) : (
        <>
          <LocalLinkNote />
          <Tabs
            items={[
              {
                key: 'new',
                label: t('accounts.invite.new'),
                children: <InviteForm onMade={setMade} />,
              },
              {
                key: 'many',
                label: t('accounts.invite.many'),
                children: <InviteMany onMade={setMade} />,
              },
              { key: 'sent', label: t('accounts.invite.sent'), children: <InvitationList /> },
            ]}
          />
        </>
      )}
    </Sheet>
  )
}

/** A link that begins with this very machine opens on no other. */
function LocalLinkNote() {
  const t = useText()
  const base = useInvitations().data?.linkBase
  if (!base || !/^https?:\/\/(localhost|127\.|\[::1\])/.test(base)) return null
  return <Alert type="info" showIcon title={t('accounts.invite.local', { base })} style={{ marginBottom: 12 }} />
}
