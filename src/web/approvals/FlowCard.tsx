import {
  ArrowDownOutlined,
  ArrowUpOutlined,
  DeleteOutlined,
  EditOutlined,
  RightOutlined,
  WarningOutlined,
} from '@ant-design/icons'
import { Button, Popconfirm, Switch } from 'antd'
import { Fragment } from 'react'
import type { FlowStep } from '#platform/approvals/flow-description.ts'
import type { Filter } from '#platform/objects/filter.ts'
import { type ApiReference, useSession } from '#web/api/index.ts'
import { formatMoney, useLocale, useText, useToast } from '#web/ui/index.ts'
import styles from './approvals.module.css'
import { Conditions } from './Conditions.tsx'
import { type FlowShown, type Flows, useRemoveFlow, useSaveFlow } from './flow-requests.ts'
import { stepWords } from './step-words.ts'

/** A flow as one reads it: when it applies, who is asked in which order, and who could not see all of it. */
export function FlowCard({
  flow,
  noun,
  roles,
  number,
  onEdit,
  onUp,
  onDown,
}: {
  flow: FlowShown
  noun: Flows['nouns'][number]
  roles: readonly ApiReference[]
  number: number
  onEdit: () => void
  onUp: (() => void) | undefined
  onDown: (() => void) | undefined
}) {
  const t = useText()
  const { name, content, blindSpots } = flow
  return (
    <li className={styles.card} data-off={!flow.isOn}>
      <div className={styles.line}>
        <span className={styles.quiet} aria-hidden>
          {number}
        </span>
        <strong>{name}</strong>
        <span className={styles.tools}>
          <IsOn flow={flow} />
          {onUp ? (
            <Button
              type="text"
              icon={<ArrowUpOutlined aria-hidden />}
              aria-label={t('approvalUi.flows.up', { name })}
              onClick={onUp}
            />
          ) : null}
          {onDown ? (
            <Button
              type="text"
              icon={<ArrowDownOutlined aria-hidden />}
              aria-label={t('approvalUi.flows.down', { name })}
              onClick={onDown}
            />
          ) : null}
          <Button
            type="text"
            icon={<EditOutlined aria-hidden />}
            aria-label={t('approvalUi.flows.edit', { name })}
            onClick={onEdit}
          />
          <Remove flow={flow} />
        </span>
      </div>
      <Applies flow={flow} noun={noun} />
      <p className={styles.course}>
        {content.steps.map((step, index) => (
          // A step has no identity but its place.
          <Fragment key={index}>
            {index > 0 ? <RightOutlined aria-hidden /> : null}
            <span className={styles.stage}>{sayStep(step, { flow, roles, t })}</span>
          </Fragment>
        ))}
      </p>
      {blindSpots.map(({ who, seesNothing, fields }) => (
        <p key={who} className={styles.note}>
          <WarningOutlined aria-hidden />{' '}
          {t(seesNothing ? 'approvalUi.flows.sees_nothing' : 'approvalUi.flows.blind', {
            who,
            fields: fields.join(t('approvalUi.comma')),
          })}
        </p>
      ))}
    </li>
  )
}

/** Which records it takes, in words. */
function Applies({ flow, noun }: { flow: FlowShown; noun: Flows['nouns'][number] }) {
  const t = useText()
  const locale = useLocale()
  const currency = useSession().company.baseCurrency
  const { amountFrom, amountTo, departments, conditions } = flow.content
  const money = (amount: string) => formatMoney(amount, { currency, locale })
  const titles = new Map(flow.names.map(one => [one.id, one.title]))
  const parts = [
    ...(amountFrom === null ? [] : [t('approvalUi.flows.from', { amount: money(amountFrom) })]),
    ...(amountTo === null ? [] : [t('approvalUi.flows.below', { amount: money(amountTo) })]),
    ...(departments.length === 0
      ? []
      : [
          t('approvalUi.flows.by_departments', {
            names: departments.map(id => titles.get(id) ?? '…').join(t('approvalUi.comma')),
          }),
        ]),
  ]
  if (parts.length === 0 && conditions === null)
    return <p className={styles.quiet}>{t('approvalUi.flows.every', { noun: noun.label })}</p>
  return (
    <p className={styles.quiet}>
      {parts.join(t('approvalUi.flows.and'))}
      {parts.length > 0 && conditions !== null ? t('approvalUi.flows.and') : null}
      {conditions === null ? null : <Conditions object={flow.object} filter={conditions as Filter} />}
    </p>
  )
}

interface Saying {
  flow: FlowShown
  roles: readonly ApiReference[]
  t: ReturnType<typeof useText>
}

/** A step in a few words: who, and how several decide. */
function sayStep(step: FlowStep, { flow, roles, t }: Saying): string {
  if (step.kind === 'people') {
    const names = step.people.map(id => flow.names.find(one => one.id === id)?.title ?? '…')
    const mode = names.length > 1 ? ` (${t(`approvalUi.mode.${step.mode}`)})` : ''
    return `${names.join(t('approvalUi.comma'))}${mode}`
  }
  if (step.kind === 'chain')
    return step.role === null
      ? t('approvalUi.flows.chain_to_level', { level: step.level })
      : t('approvalUi.flows.chain_to_role', { role: roles.find(one => one.id === step.role)?.title ?? step.role })
  const role = step.kind === 'role' ? (roles.find(one => one.id === step.role)?.title ?? step.role) : null
  return stepWords({ kind: step.kind, level: step.kind === 'superior' ? step.level : null, role }, t)
}

function IsOn({ flow }: { flow: FlowShown }) {
  const t = useText()
  const toast = useToast()
  const save = useSaveFlow()
  const { id, version, object, name, content, isOn } = flow
  return (
    <Switch
      size="small"
      checked={isOn}
      loading={save.isPending}
      aria-label={t('approvalUi.flows.on', { name })}
      onChange={next => save.mutate({ id, version, object, name, content, isOn: next }, { onError: toast.fail })}
    />
  )
}

function Remove({ flow }: { flow: FlowShown }) {
  const t = useText()
  const toast = useToast()
  const remove = useRemoveFlow()
  const { name } = flow
  return (
    <Popconfirm
      title={t('approvalUi.flows.remove_ask', { name })}
      onConfirm={() => remove.mutate(flow.id, { onError: toast.fail })}
    >
      <Button type="text" icon={<DeleteOutlined aria-hidden />} aria-label={t('approvalUi.flows.remove', { name })} />
    </Popconfirm>
  )
}
