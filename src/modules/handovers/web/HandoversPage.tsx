import { UserSwitchOutlined } from '@ant-design/icons'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { Button, Tag } from 'antd'
import { type FormEvent, useId, useState } from 'react'
import { ReferencePicker } from '#web/access/ReferencePicker.tsx'
import type { ReferenceValue } from '#web/fields/ReferenceField.tsx'
import { EmptyState, ErrorState, PageHeader, Skeletons, useProblemText, useText, When } from '#web/ui/index.ts'
import { HandoverWizard } from './HandoverWizard.tsx'
import { useHandovers, useOpenHandover } from './handover-requests.ts'
import styles from './handovers.module.css'
import { countLeft, stateColour } from './states.ts'
import { Wrong } from './TransferSheet.tsx'

/** Handovers of those who leave: begins one, goes on with one, or looks at what was handed over. */
export default function HandoversPage() {
  const { view } = useSearch({ from: '/signedIn/p/$page' })
  return view ? <HandoverWizard key={view} id={view} /> : <Overview />
}

function Overview() {
  const t = useText()
  const { data, error, refetch } = useHandovers()
  return (
    <>
      <PageHeader title={t('handovers.title')}>
        <p className={styles.intro}>{t('handovers.text')}</p>
      </PageHeader>
      <div className={styles.page}>
        <Begin />
        {error ? (
          <ErrorState error={error} onRetry={() => void refetch()} />
        ) : !data ? (
          <Skeletons shape="list" />
        ) : data.length === 0 ? (
          <EmptyState
            icon={<UserSwitchOutlined aria-hidden />}
            title={t('handovers.none')}
            text={t('handovers.noneHint')}
          />
        ) : (
          <ul className={styles.list}>
            {data.map(({ id, leaver, state, createdAt, ...rest }) => (
              <li key={id}>
                <Link to="/p/$page" params={{ page: 'handovers' }} search={{ view: id }} className={styles.entry}>
                  <b>{leaver.title}</b>
                  <Tag color={stateColour(state)}>{t(`handovers.states.${state}`)}</Tag>
                  <span className={styles.quiet}>
                    {state === 'undone' || countLeft(rest) === 0
                      ? null
                      : t('handovers.left', { count: countLeft(rest) })}
                  </span>
                  <span className={styles.quiet}>
                    <When at={createdAt} />
                  </span>
                </Link>
              </li>
            ))}
          </ul>
        )}
      </div>
    </>
  )
}

/** Chooses who leaves. */
function Begin() {
  const t = useText()
  const id = useId()
  const navigate = useNavigate()
  const problemText = useProblemText()
  const [leaver, setLeaver] = useState<ReferenceValue | null>(null)
  const { mutateAsync: open, isPending, error } = useOpenHandover()
  const begin = async (event: FormEvent) => {
    event.preventDefault()
    if (!leaver) return
    const opened = await open(leaver.id).catch(() => null)
    if (opened) await navigate({ to: '/p/$page', params: { page: 'handovers' }, search: { view: opened.id } })
  }
  return (
    <form className={styles.begin} onSubmit={event => void begin(event)} aria-label={t('handovers.begin')}>
      <label htmlFor={id}>{t('handovers.leaver')}</label>
      <div className={styles.beginRow}>
        <ReferencePicker id={id} of="user" label={t('handovers.leaver')} value={leaver} onChange={setLeaver} />
        <Button type="primary" htmlType="submit" disabled={!leaver} loading={isPending}>
          {t('handovers.begin')}
        </Button>
      </div>
      <Wrong text={error ? problemText(error) : undefined} />
    </form>
  )
}
