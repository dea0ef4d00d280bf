import { ApartmentOutlined, PlusOutlined } from '@ant-design/icons'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { Button } from 'antd'
import { useState } from 'react'
import { Choices } from '#web/settings/Choices.tsx'
import settings from '#web/settings/settings.module.css'
import { EmptyState, ErrorState, PageHeader, Skeletons, useText, useToast } from '#web/ui/index.ts'
import styles from './approvals.module.css'
import { FlowCard } from './FlowCard.tsx'
import { FlowSheet } from './FlowSheet.tsx'
import { type FlowShown, type Flows, useFlows, useOrderFlows } from './flow-requests.ts'

/** Which records need whose consent: for each noun its flows in the order in which they are asked. */
export default function FlowsPage() {
  const t = useText()
  const { data, error, refetch } = useFlows()
  return (
    <>
      <PageHeader title={t('approvalUi.flows.title')}>
        <p className={settings.intro}>{t('approvalUi.flows.text')}</p>
      </PageHeader>
      {error ? <ErrorState error={error} onRetry={() => void refetch()} /> : null}
      {!data && !error ? <Skeletons shape="list" /> : null}
      {data ? <Body data={data} /> : null}
    </>
  )
}

function Body({ data }: { data: Flows }) {
  const t = useText()
  const { view } = useSearch({ from: '/signedIn/p/$page' })
  const navigate = useNavigate()
  const noun = data.nouns.find(one => one.object === view) ?? data.nouns[0]
  if (!noun)
    return (
      <EmptyState
        icon={<ApartmentOutlined aria-hidden />}
        title={t('approvalUi.flows.no_nouns')}
        text={t('approvalUi.flows.no_nouns_text')}
      />
    )
  const of = (object: string) => data.flows.filter(flow => flow.object === object)
  return (
    <div className={styles.flows}>
      <Choices
        label={t('approvalUi.flows.nouns')}
        placeholder={t('approvalUi.flows.nouns')}
        groups={[
          {
            key: 'nouns',
            choices: data.nouns.map(one => ({
              key: one.object,
              label: one.label,
              aside: String(of(one.object).filter(flow => flow.isOn).length),
            })),
          },
        ]}
        chosen={noun.object}
        onChoose={object =>
          void navigate({ to: '/p/$page', params: { page: 'approval-flows' }, search: { view: object } })
        }
      />
      <OfNoun key={noun.object} data={data} noun={noun} flows={of(noun.object)} />
    </div>
  )
}

function OfNoun({ data, noun, flows }: { data: Flows; noun: Flows['nouns'][number]; flows: readonly FlowShown[] }) {
  const t = useText()
  const toast = useToast()
  const order = useOrderFlows()
  const [editing, setEditing] = useState<FlowShown | 'new' | null>(null)
  const move = (index: number, by: number) => {
    const ids = flows.map(flow => flow.id)
    const [moved] = ids.splice(index, 1)
    if (moved) ids.splice(index + by, 0, moved)
    order.mutate({ object: noun.object, ids }, { onError: toast.fail })
  }
  return (
    <section className={styles.list} aria-label={noun.label}>
      <p className={styles.quiet}>
        {t(flows.some(flow => flow.isOn) ? 'approvalUi.flows.order' : 'approvalUi.flows.none', { noun: noun.label })}
      </p>
      <ol className={styles.cards}>
        {flows.map((flow, index) => (
          <FlowCard
            key={flow.id}
            flow={flow}
            noun={noun}
            roles={data.roles}
            number={index + 1}
            onEdit={() => setEditing(flow)}
            onUp={index > 0 ? () => move(index, -1) : undefined}
            onDown={index < flows.length - 1 ? () => move(index, 1) : undefined}
          />
        ))}
      </ol>
      <Button type="primary" icon={<PlusOutlined aria-hidden />} onClick={() => setEditing('new')}>
        {t('approvalUi.flows.add')}
      </Button>
      {editing ? (
        <FlowSheet
          noun={noun}
          roles={data.roles}
          flow={editing === 'new' ? undefined : editing}
          onClose={() => setEditing(null)}
        />
      ) : null}
    </section>
  )
}
