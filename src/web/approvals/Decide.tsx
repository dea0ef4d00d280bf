import { CheckOutlined, CloseOutlined, EllipsisOutlined } from '@ant-design/icons'
import { Button, Dropdown, Form, Input } from 'antd'
import { useState } from 'react'
import type { ApprovalRound } from '#platform/approvals/approval-description.ts'
import { useText, useToast } from '#web/ui/index.ts'
import { useDeed } from './approval-requests.ts'
import styles from './approvals.module.css'
import { PassOnSheet } from './PassOnSheet.tsx'

/** Approve or refuse with one thumb; refusing asks why. */
export function Decide({ path, round }: { path: string; round: ApprovalRound }) {
  const t = useText()
  const toast = useToast()
  const deed = useDeed(path)
  const [opinion, setOpinion] = useState('')
  const [isLacking, setLacking] = useState(false)
  const [passing, setPassing] = useState<'delegate' | 'add' | null>(null)
  const said = opinion.trim()
  const decide = (what: 'approve' | 'refuse') => {
    if (what === 'refuse' && said.length < 2) {
      setLacking(true)
      return
    }
    deed.mutate(
      { id: round.id, deed: what, input: said ? { opinion: said } : {} },
      { onSuccess: () => toast.say(t(`approvalUi.done.${what}`)), onError: toast.fail },
    )
  }
  return (
    <div className={styles.decide}>
      <Form.Item
        className={styles.opinion ?? ''}
        validateStatus={isLacking ? 'error' : ''}
        help={isLacking ? t('approvalUi.opinion_needed') : null}
      >
        <Input.TextArea
          aria-label={t('approvalUi.opinion')}
          placeholder={t('approvalUi.opinion')}
          autoSize={{ minRows: 1, maxRows: 4 }}
          maxLength={500}
          value={opinion}
          onChange={event => {
            setOpinion(event.target.value)
            setLacking(false)
          }}
        />
      </Form.Item>
      <div className={styles.thumbs}>
        <Button
          type="primary"
          icon={<CheckOutlined aria-hidden />}
          loading={deed.isPending && deed.variables?.deed === 'approve'}
          onClick={() => decide('approve')}
        >
          {t('approvalUi.approve')}
        </Button>
        <Button
          icon={<CloseOutlined aria-hidden />}
          loading={deed.isPending && deed.variables?.deed === 'refuse'}
          onClick={() => decide('refuse')}
        >
          {t('approvalUi.refuse')}
        </Button>
        <Dropdown
          trigger={['click']}
          menu={{
            items: [
              { key: 'delegate', label: t('approvalUi.delegate'), onClick: () => setPassing('delegate') },
              { key: 'add', label: t('approvalUi.add'), onClick: () => setPassing('add') },
            ],
          }}
        >
          <Button icon={<EllipsisOutlined aria-hidden />} aria-label={t('approvalUi.more')} />
        </Dropdown>
      </div>
      {passing ? <PassOnSheet path={path} round={round.id} deed={passing} onClose={() => setPassing(null)} /> : null}
    </div>
  )
}
