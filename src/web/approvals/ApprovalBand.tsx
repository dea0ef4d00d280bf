import { AuditOutlined, BellOutlined, DownOutlined, RollbackOutlined, UpOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import { useState } from 'react'
import type { ApprovalRound, RecordApprovals } from '#platform/approvals/approval-description.ts'
import type { ApiRecord, ObjectDescription } from '#web/api/index.ts'
import { ErrorState, useText, useToast, When } from '#web/ui/index.ts'
import { useDeed, useRounds } from './approval-requests.ts'
import styles from './approvals.module.css'
import { Chain } from './Chain.tsx'
import { Decide } from './Decide.tsx'
import { SubmitSheet } from './SubmitSheet.tsx'
import { WithdrawSheet } from './WithdrawSheet.tsx'

/** Whether records of this noun need consent. */
export const needsConsent = (object: ObjectDescription): boolean =>
  ['submit', 'resubmit', 'withdraw'].every(name => object.verbs.some(({ verb }) => verb === name))

/** Where a record stands in its approval, under its head: who is asked, what one may do, and the whole course on demand. */
export function ApprovalBand({ object, record }: { object: ObjectDescription; record: ApiRecord }) {
  const { data, error, refetch } = useRounds(object.path, record.id)
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} />
  if (!data || (data.rounds.length === 0 && data.can.length === 0)) return null
  return <Band object={object} record={record} approvals={data} />
}

function Band({
  object,
  record,
  approvals,
}: {
  object: ObjectDescription
  record: ApiRecord
  approvals: RecordApprovals
}) {
  const t = useText()
  const [isOpen, setOpen] = useState(false)
  const [asking, setAsking] = useState<'submit' | 'resubmit' | 'withdraw' | null>(null)
  const [latest] = approvals.rounds
  const running = latest?.state === 'running' ? latest : undefined
  const isDeciding = running?.can.includes('approve') === true
  const isLed = running === undefined && approvals.can.length > 0
  return (
    <section className={styles.band} aria-label={t('approvalUi.band')} data-state={latest?.state ?? 'none'}>
      <div className={styles.line}>
        <AuditOutlined aria-hidden />
        <Standing round={latest} />
        <span className={styles.tools}>
          {isLed
            ? approvals.can.toReversed().map((verb, index) => (
                <Button key={verb} type={index === 0 ? 'primary' : 'default'} onClick={() => setAsking(verb)}>
                  {t(`approvalUi.${verb === 'submit' && approvals.can.length > 1 ? 'submit_anew' : verb}`)}
                </Button>
              ))
            : null}
          {running ? <Remind object={object} round={running} /> : null}
          {running?.can.includes('withdraw') ? (
            <Button icon={<RollbackOutlined aria-hidden />} onClick={() => setAsking('withdraw')}>
              {t('approvalUi.withdraw')}
            </Button>
          ) : null}
          {latest ? (
            <Button
              type="text"
              aria-expanded={isOpen}
              icon={isOpen ? <UpOutlined aria-hidden /> : <DownOutlined aria-hidden />}
              onClick={() => setOpen(!isOpen)}
            >
              {t('approvalUi.chain')}
            </Button>
          ) : null}
        </span>
      </div>
      {running && isDeciding ? <Decide path={object.path} round={running} /> : null}
      {isOpen
        ? approvals.rounds.map(round => (
            <div key={round.id} className={styles.round}>
              {approvals.rounds.length > 1 ? <h3>{t('approvalUi.round', { number: round.round })}</h3> : null}
              <Chain round={round} />
            </div>
          ))
        : null}
      {asking === 'withdraw' ? <WithdrawSheet object={object} id={record.id} onClose={() => setAsking(null)} /> : null}
      {asking === 'submit' || asking === 'resubmit' ? (
        <SubmitSheet object={object} id={record.id} verb={asking} onClose={() => setAsking(null)} />
      ) : null}
    </section>
  )
}

/** In one line: what became of it, or for whom it waits since when. */
function Standing({ round }: { round: ApprovalRound | undefined }) {
  const t = useText()
  if (!round) return <span>{t('approvalUi.standing.none')}</span>
  if (round.state !== 'running')
    return (
      <span className={styles.standing}>
        {t(`approvalUi.standing.${round.state}`, { name: round.endedBy?.title ?? t('approvalUi.somebody') })}{' '}
        {round.endedAt ? <When at={round.endedAt} /> : null}
        {round.endReason ? <span className={styles.said}>{round.endReason}</span> : null}
      </span>
    )
  const asked = round.steps.flatMap(step => step.people.filter(person => person.state === 'asked'))
  const names = asked.map(person => person.user.title).join(t('approvalUi.comma'))
  return (
    <span className={styles.standing}>
      {t('approvalUi.standing.running', { names })} {asked[0]?.askedAt ? <When at={asked[0].askedAt} /> : null}
    </span>
  )
}

function Remind({ object, round }: { object: ObjectDescription; round: ApprovalRound }) {
  const t = useText()
  const toast = useToast()
  const deed = useDeed(object.path)
  if (!round.can.includes('remind')) return null
  const remind = () =>
    deed.mutate(
      { id: round.id, deed: 'remind', input: {} },
      { onSuccess: () => toast.say(t('approvalUi.reminded')), onError: toast.fail },
    )
  return (
    <Button icon={<BellOutlined aria-hidden />} loading={deed.isPending} onClick={remind}>
      {t('approvalUi.remind')}
    </Button>
  )
}
