import { Button } from 'antd'
import { useState } from 'react'
import { useAccessByUser } from '#web/settings/account-requests.ts'
import { SettingsSection } from '#web/settings/SettingsSection.tsx'
import { useText, useToast } from '#web/ui/index.ts'
import { invite, type MadeInvitation, makeResetLink } from './invitation-requests.ts'
import { LinkCard } from './LinkCard.tsx'

/** A link by which a user opens his account himself or, having one, sets a new password himself: nobody else need know it. */
export function AccountLink({ userId }: { userId: string }) {
  const t = useText()
  const toast = useToast()
  const access = useAccessByUser().data?.get(userId)
  const [made, setMade] = useState<MadeInvitation | null>(null)
  const [busy, setBusy] = useState(false)
  if (!access || access.account === undefined) return null
  const kind = access.account ? 'reset' : 'invite'
  const make = async () => {
    setBusy(true)
    try {
      const [invited] = access.account
        ? [await makeResetLink(userId)]
        : await invite({ userIds: [userId], byMail: false })
      setMade(invited ?? null)
    } catch (error) {
      toast.fail(error)
    } finally {
      setBusy(false)
    }
  }
  return (
    <SettingsSection title={t(`accounts.link.${kind}`)} text={t(`accounts.link.${kind}_text`)}>
      {made ? (
        <LinkCard made={made} />
      ) : (
        <Button type={kind === 'invite' ? 'primary' : 'default'} loading={busy} onClick={() => void make()}>
          {t('accounts.link.make')}
        </Button>
      )}
    </SettingsSection>
  )
}
