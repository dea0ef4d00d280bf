import { UserSwitchOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import { useId, useState } from 'react'
import { ReferencePicker } from '#web/access/ReferencePicker.tsx'
import { isProblem } from '#web/api/index.ts'
import { Sheet, useText, useToast } from '#web/ui/index.ts'
import { useDeputy, useSetDeputy } from './approval-requests.ts'
import styles from './approvals.module.css'

/** Who decides for me while I am on leave. */
export function DeputyForm() {
  const t = useText()
  const toast = useToast()
  const id = useId()
  const { data } = useDeputy()
  const setting = useSetDeputy()
  const [isOpen, setOpen] = useState(false)
  const [wrong, setWrong] = useState<string | null>(null)
  const deputy = data?.deputy ?? null
  const save = async (user: string | null) => {
    setWrong(null)
    try {
      await setting.mutateAsync(user)
      toast.say(t('approvalUi.deputy.saved'))
    } catch (error) {
      const message = isProblem(error) ? error.fields[0]?.message : undefined
      if (message) setWrong(message)
      else toast.fail(error)
    }
  }
  return (
    <>
      <Button icon={<UserSwitchOutlined aria-hidden />} onClick={() => setOpen(true)}>
        {deputy ? t('approvalUi.deputy.is', { name: deputy.title }) : t('approvalUi.deputy.title')}
      </Button>
      <Sheet open={isOpen} title={t('approvalUi.deputy.title')} onClose={() => setOpen(false)} height="auto">
        <p className={styles.quiet}>{t('approvalUi.deputy.text')}</p>
        <label htmlFor={id}>{t('approvalUi.deputy.who')}</label>
        <ReferencePicker
          id={id}
          of="user"
          label={t('approvalUi.deputy.who')}
          value={deputy}
          onChange={person => void save(person?.id ?? null)}
        />
        {wrong ? (
          <p className={styles.wrong} role="alert">
            {wrong}
          </p>
        ) : null}
      </Sheet>
    </>
  )
}
