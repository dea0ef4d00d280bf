import { EyeOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import { useState } from 'react'
import { usePermission, useSession } from '#web/api/index.ts'
import { SettingsSection } from '#web/settings/SettingsSection.tsx'
import { useText, useToast } from '#web/ui/index.ts'
import { viewAs } from './access-requests.ts'
import styles from './access.module.css'

/** Says that an administrator looks as somebody else, and ends it. */
export function ViewAsBanner() {
  const t = useText()
  const { user, viewedBy } = useSession()
  const { busy, run } = useViewAs()
  if (!viewedBy) return null
  return (
    <div className={styles.banner} role="status">
      <EyeOutlined aria-hidden />
      <span>{t('access.view_as.banner', { name: user.name })}</span>
      <Button size="small" loading={busy} onClick={() => run(null)}>
        {t('access.view_as.stop')}
      </Button>
    </div>
  )
}

/** Lets an administrator look as this user does. */
export function ViewAsSection({ userId }: { userId: string }) {
  const t = useText()
  const me = useSession().user.id
  const may = usePermission('user.viewAs') === 'all'
  const { busy, run } = useViewAs()
  if (!may || userId === me) return null
  return (
    <SettingsSection title={t('access.view_as.start')} text={t('access.view_as.text')}>
      <Button icon={<EyeOutlined aria-hidden />} loading={busy} onClick={() => run(userId)}>
        {t('access.view_as.start')}
      </Button>
    </SettingsSection>
  )
}

function useViewAs() {
  const toast = useToast()
  const [busy, setBusy] = useState(false)
  const run = (userId: string | null) => {
    setBusy(true)
    viewAs(userId)
      .catch(toast.fail)
      .finally(() => setBusy(false))
  }
  return { busy, run }
}
