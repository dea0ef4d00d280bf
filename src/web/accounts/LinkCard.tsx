import { CopyOutlined, QrcodeOutlined } from '@ant-design/icons'
import { Alert, Button, Input, QRCode } from 'antd'
import { useState } from 'react'
import { useSession } from '#web/api/index.ts'
import { useText, useToast, When } from '#web/ui/index.ts'
import styles from './accounts.module.css'
import type { MadeInvitation } from './invitation-requests.ts'

/** A link that was just made: to copy, as a text for WeChat, as a code to scan. `closed` shows the code only when asked. */
export function LinkCard({ made, closed = false }: { made: MadeInvitation; closed?: boolean }) {
  const t = useText()
  const toast = useToast()
  const { company, user } = useSession()
  const [shown, setShown] = useState(!closed)
  const copy = (text: string) =>
    void navigator.clipboard.writeText(text).then(() => toast.say(t('ui.copied')), toast.fail)
  const words = { name: made.name, company: company.name, inviter: user.name, link: made.link }
  return (
    <section aria-label={made.name}>
      <div className={styles.inline}>
        <strong>{made.name}</strong>
        <span className={styles.under}>
          {t('accounts.invite.good_until')} <When at={made.expiresAt} /> · {t('accounts.invite.once')}
        </span>
      </div>
      {made.mailedTo ? <p className={styles.quiet}>{t('accounts.invite.mailed', { address: made.mailedTo })}</p> : null}
      {made.mailProblem ? <Alert type="warning" showIcon role="alert" title={made.mailProblem} /> : null}
      <div className={styles.link}>
        <Input
          readOnly
          value={made.link}
          aria-label={t('accounts.invite.link')}
          onFocus={event => event.target.select()}
        />
        <Button icon={<CopyOutlined aria-hidden />} onClick={() => copy(made.link)}>
          {t('ui.copy')}
        </Button>
      </div>
      <div className={styles.inline}>
        <Button onClick={() => copy(t(`accounts.invite.paste_${made.kind}`, words))}>
          {t('accounts.invite.copy_text')}
        </Button>
        <Button icon={<QrcodeOutlined aria-hidden />} aria-expanded={shown} onClick={() => setShown(before => !before)}>
          {t('accounts.invite.qr')}
        </Button>
      </div>
      {shown ? (
        <div className={styles.qr}>
          <QRCode
            aria-label={t('accounts.invite.qr_of', { name: made.name })}
            value={made.link}
            size={200}
            color="#000000"
            bgColor="#ffffff"
          />
        </div>
      ) : null}
    </section>
  )
}
