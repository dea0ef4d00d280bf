import { CheckSquareOutlined } from '@ant-design/icons'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { Button, Checkbox, Input, Tabs } from 'antd'
import { useState } from 'react'
import { type ApprovalBox, boxes } from '#platform/approvals/box-description.ts'
import { EmptyState, ErrorState, PageHeader, Skeletons, useText, useToast } from '#web/ui/index.ts'
import { ApprovalCard } from './ApprovalCard.tsx'
import { useApprovals, useDecideMany } from './approval-requests.ts'
import styles from './approvals.module.css'
import { DeputyForm } from './DeputyForm.tsx'

/** What waits for my approval, what I decided, what I submitted. */
export default function ApprovalsPage() {
  const t = useText()
  const { view } = useSearch({ from: '/signedIn/p/$page' })
  const navigate = useNavigate()
  const box = boxes.find(one => one === view) ?? 'waiting'
  return (
    <>
      <PageHeader title={t('approvalUi.title')} actions={<DeputyForm />} />
      <div className={styles.page}>
        <Tabs
          activeKey={box}
          onChange={next => void navigate({ to: '/p/$page', params: { page: 'approvals' }, search: { view: next } })}
          items={boxes.map(one => ({
            key: one,
            label: t(`approvalUi.box.${one}`),
            children: <Box box={one} key={one} />,
          }))}
          destroyOnHidden
        />
      </div>
    </>
  )
}

function Box({ box }: { box: ApprovalBox }) {
  const t = useText()
  const [pages, setPages] = useState<string[]>([])
  const [chosen, setChosen] = useState<readonly string[]>([])
  const { data, error, refetch, isPending, isPlaceholderData } = useApprovals(box, pages)
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} />
  if (isPending || !data) return <Skeletons shape="list" />
  if (data.approvals.length === 0)
    return (
      <EmptyState
        icon={<CheckSquareOutlined aria-hidden />}
        title={t(`approvalUi.empty.${box}`)}
        text={t(`approvalUi.empty_text.${box}`)}
      />
    )
  const ids = data.approvals.map(one => one.id)
  const picked = chosen.filter(id => ids.includes(id))
  const next = data.next
  return (
    <>
      {box === 'waiting' ? <Together all={ids} picked={picked} count={data.count} onPick={setChosen} /> : null}
      <ul className={styles.cards}>
        {data.approvals.map((item, index) => (
          <ApprovalCard
            // What one decided may stand twice: a step of each of two rounds, or two steps of one.
            key={`${item.id} ${index}`}
            item={item}
            box={box}
            isPicked={picked.includes(item.id)}
            onPick={
              box === 'waiting'
                ? isPicked => setChosen(isPicked ? [...picked, item.id] : picked.filter(id => id !== item.id))
                : undefined
            }
          />
        ))}
      </ul>
      {next ? (
        <Button loading={isPlaceholderData} onClick={() => setPages([...pages, next])}>
          {t('approvalUi.older')}
        </Button>
      ) : null}
    </>
  )
}

/** Decides several at once, each for itself. */
function Together({
  all,
  picked,
  count,
  onPick,
}: {
  all: readonly string[]
  picked: readonly string[]
  count: number
  onPick: (ids: readonly string[]) => void
}) {
  const t = useText()
  const toast = useToast()
  const deciding = useDecideMany()
  const [opinion, setOpinion] = useState('')
  const decide = (decision: 'approve' | 'refuse') => {
    const said = opinion.trim()
    if (decision === 'refuse' && said.length < 2) {
      toast.fail(new Error(t('approvalUi.opinion_needed')))
      return
    }
    deciding.mutate(
      { ids: picked, decision, ...(said ? { opinion: said } : {}) },
      {
        onSuccess: ({ done, refused }) => {
          onPick([])
          setOpinion('')
          toast.say(t('approvalUi.many_done', { done: done.length, refused: refused.length }))
        },
        onError: toast.fail,
      },
    )
  }
  return (
    <div className={styles.together}>
      <Checkbox
        checked={picked.length > 0 && picked.length === all.length}
        indeterminate={picked.length > 0 && picked.length < all.length}
        onChange={event => onPick(event.target.checked ? all : [])}
      >
        {picked.length > 0
          ? t('approvalUi.picked', { count: picked.length })
          : t('approvalUi.waiting_count', { count })}
      </Checkbox>
      {picked.length > 0 ? (
        <>
          <Input
            className={styles.opinion ?? ''}
            aria-label={t('approvalUi.opinion')}
            placeholder={t('approvalUi.opinion')}
            value={opinion}
            maxLength={500}
            onChange={event => setOpinion(event.target.value)}
          />
          <Button type="primary" loading={deciding.isPending} onClick={() => decide('approve')}>
            {t('approvalUi.approve')}
          </Button>
          <Button disabled={deciding.isPending || opinion.trim().length < 2} onClick={() => decide('refuse')}>
            {t('approvalUi.refuse')}
          </Button>
        </>
      ) : null}
    </div>
  )
}
