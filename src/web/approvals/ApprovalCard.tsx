import { Link } from '@tanstack/react-router'
import { Button, Checkbox, Tag } from 'antd'
import type { ApprovalItem } from '#platform/approvals/approval-description.ts'
import type { ApprovalBox } from '#platform/approvals/box-description.ts'
import { useSession } from '#web/api/index.ts'
import { Money, useText, useToast, When } from '#web/ui/index.ts'
import { useDeed } from './approval-requests.ts'
import styles from './approvals.module.css'

const colours = { running: 'processing', approved: 'success', refused: 'error', withdrawn: 'default' } as const

/** One approval: what, from whom, why, for how much; approved with one tap, refused on its page, where one says why. */
export function ApprovalCard({
  item,
  box,
  isPicked,
  onPick,
}: {
  item: ApprovalItem
  box: ApprovalBox
  isPicked: boolean
  onPick: ((isPicked: boolean) => void) | undefined
}) {
  const t = useText()
  const { record, noun, path, state, requester, requestedAt, opinion, own, waitsFor, endReason } = item
  const base = useSession().company.baseCurrency
  const title = record?.title || noun
  return (
    <li className={styles.card}>
      <div className={styles.line}>
        {onPick ? (
          <Checkbox
            checked={isPicked}
            aria-label={t('approvalUi.pick', { title })}
            onChange={event => onPick(event.target.checked)}
          />
        ) : null}
        {record ? (
          <Link to="/o/$path/$id" params={{ path, id: record.id }} className={styles.title}>
            {title}
          </Link>
        ) : (
          <span>{t('approvalUi.unseen', { noun })}</span>
        )}
        <span className={styles.quiet}>{noun}</span>
        {record?.amount ? (
          <strong>
            <Money amount={record.amount} currency={record.currency ?? base} />
          </strong>
        ) : null}
        {box === 'waiting' ? null : <Tag color={colours[state]}>{t(`approvalUi.state.${state}`)}</Tag>}
      </div>
      <p className={styles.quiet}>
        {t('approvalUi.submitted_by', { name: requester?.title ?? t('approvalUi.somebody') })} ·{' '}
        <When at={requestedAt} />
        {waitsFor.length > 0 && box !== 'waiting'
          ? ` · ${t('approvalUi.standing.running', { names: waitsFor.map(one => one.title).join(t('approvalUi.comma')) })}`
          : null}
      </p>
      {opinion ? <p className={styles.said}>{opinion}</p> : null}
      {box === 'decided' && own ? (
        <p className={styles.quiet}>
          {t(`approvalUi.task.${own.state}`)} {own.decidedAt ? <When at={own.decidedAt} /> : null}
          {own.opinion ? ` · ${own.opinion}` : null}
        </p>
      ) : null}
      {box === 'mine' && endReason ? <p className={styles.said}>{endReason}</p> : null}
      {box === 'waiting' ? <Tap item={item} title={title} /> : null}
    </li>
  )
}

function Tap({ item, title }: { item: ApprovalItem; title: string }) {
  const t = useText()
  const toast = useToast()
  const deed = useDeed(item.path)
  const approve = () =>
    deed.mutate(
      { id: item.id, deed: 'approve', input: {} },
      { onSuccess: () => toast.say(t('approvalUi.done.approve')), onError: toast.fail },
    )
  return (
    <div className={styles.thumbs}>
      <Button
        type="primary"
        loading={deed.isPending}
        aria-label={t('approvalUi.approve_one', { title })}
        onClick={approve}
      >
        {t('approvalUi.approve')}
      </Button>
      {item.record ? (
        <Link to="/o/$path/$id" params={{ path: item.path, id: item.record.id }} className={styles.read}>
          {t('approvalUi.read')}
        </Link>
      ) : null}
    </div>
  )
}
