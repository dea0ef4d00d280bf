import { ArrowDownOutlined, ArrowUpOutlined, DeleteOutlined, DownOutlined, UpOutlined } from '@ant-design/icons'
import { Button, Input, InputNumber, Select } from 'antd'
import { type ReactNode, useId, useState } from 'react'
import { type ApiReference, fieldNamed, useObjectNamed } from '#web/api/index.ts'
import { faceOf } from '#web/fields/index.ts'
import { useText } from '#web/ui/index.ts'
import type { StageDraft } from './pipeline-draft.ts'
import styles from './pipelines.module.css'

interface RowProps {
  stage: StageDraft
  /** Its place, from 1. */
  number: number
  problem: string | undefined
  onChange: (values: Partial<StageDraft>) => void
  onRemove: () => void
  onUp?: () => void
  onDown?: () => void
}

/** A stage: what it is called, means and asks; its guidance opens below. */
export function StageRow({ stage, number, problem, onChange, onRemove, onUp, onDown }: RowProps) {
  const t = useText()
  const object = useObjectNamed('stage')
  const [isOpen, setOpen] = useState(false)
  const shown = { stage: stage.name || t('pipelines.new_stage') }
  const field = (name: string) => (object ? fieldNamed(object, name) : undefined)
  const label = (name: string): string => field(name)?.label ?? name
  const responsible = field('responsible')
  const needed = useNeedable()
  const choices = (name: string) => field(name)?.options?.map(({ id, label }) => ({ value: id, label })) ?? []
  return (
    <li className={styles.stage} aria-label={t('pipelines.stage', { number })} data-kind={stage.kind}>
      <div className={styles.row}>
        <span className={styles.number} aria-hidden>
          {number}
        </span>
        <Part label={label('name')}>
          {id => (
            <Input
              id={id}
              value={stage.name}
              maxLength={60}
              onChange={event => onChange({ name: event.target.value })}
            />
          )}
        </Part>
        <Part label={label('kind')}>
          {id => <Select id={id} value={stage.kind} options={choices('kind')} onChange={kind => onChange({ kind })} />}
        </Part>
        <Part label={label('needs')}>
          {id => (
            <Select
              id={id}
              mode="multiple"
              maxTagCount="responsive"
              popupMatchSelectWidth={false}
              showSearch={{ optionFilterProp: 'label' }}
              placeholder={t('pipelines.needs_none')}
              value={stage.needs ? stage.needs.split(',') : []}
              options={needed}
              onChange={names => onChange({ needs: names.length > 0 ? names.join(',') : null })}
            />
          )}
        </Part>
        <Part label={label('probability')}>
          {id => (
            <InputNumber
              id={id}
              min={0}
              max={100}
              suffix="%"
              value={stage.probability}
              onChange={probability => onChange({ probability })}
            />
          )}
        </Part>
        <Part label={label('normDays')}>
          {id => (
            <InputNumber
              id={id}
              min={0}
              max={3650}
              precision={0}
              value={stage.normDays}
              onChange={normDays => onChange({ normDays })}
            />
          )}
        </Part>
        <span className={styles.tools}>
          <Button
            type="text"
            icon={isOpen ? <UpOutlined aria-hidden /> : <DownOutlined aria-hidden />}
            aria-expanded={isOpen}
            aria-label={t('pipelines.details', shown)}
            onClick={() => setOpen(!isOpen)}
          >
            {t('pipelines.details_short')}
          </Button>
          <Button
            type="text"
            icon={<ArrowUpOutlined aria-hidden />}
            aria-label={t('pipelines.up', shown)}
            disabled={!onUp}
            onClick={onUp}
          />
          <Button
            type="text"
            icon={<ArrowDownOutlined aria-hidden />}
            aria-label={t('pipelines.down', shown)}
            disabled={!onDown}
            onClick={onDown}
          />
          <Button
            type="text"
            icon={<DeleteOutlined aria-hidden />}
            aria-label={t('pipelines.remove', shown)}
            onClick={onRemove}
          />
        </span>
      </div>
      {isOpen ? (
        <div className={styles.details}>
          {responsible ? (
            <Part label={responsible.label}>
              {id => (
                <Person
                  id={id}
                  field={responsible}
                  object="stage"
                  value={stage.responsible}
                  values={{}}
                  onChange={person => onChange({ responsible: (person as ApiReference | null) ?? null })}
                />
              )}
            </Part>
          ) : null}
          {texts.map(name => (
            <Part key={name} label={label(name)}>
              {id => (
                <Input.TextArea
                  id={id}
                  autoSize={{ minRows: 2, maxRows: 10 }}
                  maxLength={5000}
                  placeholder={field(name)?.hint ?? ''}
                  value={stage[name] ?? ''}
                  onChange={event => onChange({ [name]: event.target.value || null })}
                />
              )}
            </Part>
          ))}
        </div>
      ) : null}
      {problem ? <p className={styles.wrong}>{problem}</p> : null}
    </li>
  )
}

const texts = ['steps', 'risks', 'avoidance', 'exitStandard', 'guidance'] as const
const { Input: Person } = faceOf('user')

/** Fields of an opportunity that a stage may ask for: those that people fill. */
function useNeedable(): { value: string; label: string }[] {
  const opportunity = useObjectNamed('opportunity')
  return (opportunity?.fields ?? [])
    .filter(
      ({ name, setBy, type }) => setBy !== 'verb' && type !== 'computed' && name !== 'pipeline' && name !== 'name',
    )
    .map(({ name, label }) => ({ value: name, label }))
}

function Part({ label, children }: { label: string; children: (id: string) => ReactNode }) {
  const id = useId()
  return (
    <span className={styles.field}>
      <label htmlFor={id}>{label}</label>
      {children(id)}
    </span>
  )
}
