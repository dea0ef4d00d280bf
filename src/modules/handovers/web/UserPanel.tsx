import { UserSwitchOutlined } from '@ant-design/icons'
import { useNavigate } from '@tanstack/react-router'
import { Button } from 'antd'
import type { PanelProps } from '#web/shell/define-web-module.ts'
import { useText, useToast } from '#web/ui/index.ts'
import { useOpenHandover } from './handover-requests.ts'
import styles from './handovers.module.css'

/** On a person's page: hands over what he has. */
export default function UserPanel({ record }: PanelProps) {
  const t = useText()
  const toast = useToast()
  const navigate = useNavigate()
  const { mutateAsync: open, isPending } = useOpenHandover()
  const begin = async () => {
    try {
      const { id } = await open(record.id)
      await navigate({ to: '/p/$page', params: { page: 'handovers' }, search: { view: id } })
    } catch (error) {
      toast.fail(error)
    }
  }
  return (
    <>
      <p className={styles.hint}>{t('handovers.panel')}</p>
      <Button icon={<UserSwitchOutlined aria-hidden />} loading={isPending} onClick={() => void begin()}>
        {t('handovers.begin')}
      </Button>
    </>
  )
}
