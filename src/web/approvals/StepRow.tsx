import { DeleteOutlined } from '@ant-design/icons'
import { Button, Select } from 'antd'
import { type FlowStep, type StepKind, stepKinds, stepModes } from '#platform/approvals/flow-description.ts'
import type { ApiReference } from '#web/api/index.ts'
import { NumberBox, useText } from '#web/ui/index.ts'
import styles from './approvals.module.css'
import { NamedMany } from './NamedMany.tsx'

interface StepProps {
  step: FlowStep
  number: number
  roles: readonly ApiReference[]
  names: readonly ApiReference[]
  onChange: (step: FlowStep) => void
  onRemove: (() => void) | undefined
}

/** One step while a flow is written: whom it asks, and how several decide. */
export function StepRow({ step, number, roles, names, onChange, onRemove }: StepProps) {
  const t = useText()
  const hasSeveral = step.kind === 'people' || step.kind === 'role' || step.kind === 'chosen'
  return (
    <li className={styles.stepRow} aria-label={t('approvalUi.flows.step', { number })}>
      <Select
        aria-label={t('approvalUi.flows.kind', { number })}
        value={step.kind}
        onChange={kind => onChange(freshStep(kind, roles))}
        options={stepKinds.map(kind => ({ value: kind, label: t(`approvalUi.flows.kinds.${kind}`) }))}
      />
      <Of step={step} number={number} roles={roles} names={names} onChange={onChange} />
      {hasSeveral ? (
        <Select
          aria-label={t('approvalUi.flows.mode', { number })}
          value={step.mode}
          onChange={mode => onChange({ ...step, mode })}
          options={stepModes.map(mode => ({ value: mode, label: t(`approvalUi.mode.${mode}`) }))}
        />
      ) : null}
      {onRemove ? (
        <Button
          type="text"
          icon={<DeleteOutlined aria-hidden />}
          aria-label={t('approvalUi.flows.remove_step', { number })}
          onClick={onRemove}
        />
      ) : null}
    </li>
  )
}

/** What a step of this kind needs to be told. */
function Of({ step, number, roles, names, onChange }: Omit<StepProps, 'onRemove'>) {
  const t = useText()
  const offered = roles.map(role => ({ value: role.id, label: role.title }))
  if (step.kind === 'people')
    return (
      <NamedMany
        of="users"
        label={t('approvalUi.flows.people', { number })}
        names={names}
        value={step.people}
        onChange={people => onChange({ ...step, people })}
      />
    )
  if (step.kind === 'role')
    return (
      <Select
        aria-label={t('approvalUi.flows.role', { number })}
        value={step.role}
        onChange={role => onChange({ ...step, role })}
        options={offered}
      />
    )
  if (step.kind === 'superior' || step.kind === 'chain')
    return (
      <>
        <NumberBox
          aria-label={t('approvalUi.flows.level', { number })}
          addonBefore={t(step.kind === 'chain' ? 'approvalUi.flows.up_to' : 'approvalUi.flows.nth')}
          addonAfter={t('approvalUi.flows.levels')}
          min={1}
          max={20}
          value={step.level}
          onChange={level => onChange({ ...step, level: level ?? 1 })}
        />
        {step.kind === 'chain' ? (
          <Select
            allowClear
            aria-label={t('approvalUi.flows.until_role', { number })}
            placeholder={t('approvalUi.flows.until_role_any')}
            value={step.role}
            onChange={role => onChange({ ...step, role: role ?? null })}
            options={offered}
          />
        ) : null}
      </>
    )
  if (step.kind === 'chosen')
    return (
      <Select
        mode="multiple"
        aria-label={t('approvalUi.flows.chosen_from', { number })}
        placeholder={t('approvalUi.flows.chosen_from_any')}
        value={step.roles}
        onChange={chosen => onChange({ ...step, roles: chosen })}
        options={offered}
      />
    )
  return null
}

function freshStep(kind: StepKind, roles: readonly ApiReference[]): FlowStep {
  if (kind === 'people') return { kind, mode: 'any', people: [] }
  if (kind === 'role') return { kind, mode: 'any', role: roles[0]?.id ?? 'administrator' }
  if (kind === 'superior') return { kind, mode: 'any', level: 1 }
  if (kind === 'chain') return { kind, mode: 'any', level: 3, role: null }
  if (kind === 'chosen') return { kind, mode: 'all', people: [], roles: [] }
  return { kind, mode: 'any' }
}
