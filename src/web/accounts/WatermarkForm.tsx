import { Switch } from 'antd'
import { useState } from 'react'
import { useSession } from '#web/api/index.ts'
import { saveCompany } from '#web/settings/company-requests.ts'
import styles from '#web/settings/settings.module.css'
import { useText, useToast } from '#web/ui/index.ts'

/** Whether pages and exported files say who looks at them. */
export function WatermarkForm() {
  const t = useText()
  const toast = useToast()
  const { company } = useSession()
  const [busy, setBusy] = useState(false)
  const set = async (watermark: boolean) => {
    setBusy(true)
    try {
      await saveCompany({ watermark })
      toast.say(t('accounts.security.saved'))
    } catch (error) {
      toast.fail(error)
    } finally {
      setBusy(false)
    }
  }
  return (
    <div className={styles.setting}>
      <span id="company-watermark">{t('accounts.watermark.show')}</span>
      <Switch
        aria-labelledby="company-watermark"
        checked={company.watermark === true}
        loading={busy}
        onChange={on => void set(on)}
      />
    </div>
  )
}
