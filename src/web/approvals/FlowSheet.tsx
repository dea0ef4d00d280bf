import { PlusOutlined } from '@ant-design/icons'
import { Button, Form, Input, Radio, Select } from 'antd'
import { useId, useState } from 'react'
import type { FlowContent, FlowStep } from '#platform/approvals/flow-description.ts'
import type { Filter } from '#platform/objects/filter.ts'
import { type ApiReference, isProblem, useObjectNamed, useSession } from '#web/api/index.ts'
import { FilterBuilder } from '#web/records/list/FilterBuilder.tsx'
import { draftOf, filterOf } from '#web/records/list/list-filter.ts'
import { NumberBox, Sheet, useText, useToast } from '#web/ui/index.ts'
import styles from './approvals.module.css'
import { Conditions } from './Conditions.tsx'
import { FlowTrial } from './FlowTrial.tsx'
import { type FlowShown, type Flows, useSaveFlow } from './flow-requests.ts'
import { NamedMany } from './NamedMany.tsx'
import { StepRow } from './StepRow.tsx'

const fresh: FlowContent = {
  conditions: null,
  departments: [],
  amountFrom: null,
  amountTo: null,
  steps: [{ kind: 'superior', mode: 'any', level: 1 }],
  afterRefusal: 'start',
  withdraw: 'undecided',
  remindDays: 2,
}

/** A flow while it is written: which records, who, and what holds while it runs; it can be tried with a record before it is saved. */
export function FlowSheet({
  noun,
  roles,
  flow,
  onClose,
}: {
  noun: Flows['nouns'][number]
  roles: readonly ApiReference[]
  flow: FlowShown | undefined
  onClose: () => void
}) {
  const t = useText()
  const toast = useToast()
  const id = useId()
  const save = useSaveFlow()
  const [name, setName] = useState(flow?.name ?? '')
  const [content, setContent] = useState<FlowContent>(flow?.content ?? fresh)
  const [wrong, setWrong] = useState<string[]>([])
  const change = (part: Partial<FlowContent>) => setContent({ ...content, ...part })
  const replace = (index: number, step: FlowStep) =>
    change({ steps: content.steps.map((one, at) => (at === index ? step : one)) })
  const send = async () => {
    setWrong([])
    if (name.trim() === '') {
      setWrong([t('approvalUi.flows.name_needed')])
      return
    }
    try {
      const isOn = flow?.isOn ?? true
      await save.mutateAsync({
        id: flow?.id,
        version: flow?.version,
        object: noun.object,
        name: name.trim(),
        isOn,
        content,
      })
      toast.say(t('approvalUi.flows.saved'))
      onClose()
    } catch (error) {
      if (isProblem(error) && error.fields.length > 0) setWrong(error.fields.map(one => one.message ?? one.code))
      else toast.fail(error)
    }
  }
  return (
    <Sheet
      open
      wide
      title={t(flow ? 'approvalUi.flows.edit_title' : 'approvalUi.flows.add')}
      onClose={onClose}
      footer={
        <Button type="primary" loading={save.isPending} onClick={() => void send()}>
          {t('ui.save')}
        </Button>
      }
    >
      <Form layout="vertical" component="div">
        <Form.Item label={t('approvalUi.flows.name')} htmlFor={`${id}-name`} required>
          <Input id={`${id}-name`} value={name} maxLength={60} onChange={event => setName(event.target.value)} />
        </Form.Item>
        <Which id={id} noun={noun} names={flow?.names ?? []} content={content} onChange={change} />
        <h3 className={styles.heading}>{t('approvalUi.flows.who')}</h3>
        <ol className={styles.steps}>
          {content.steps.map((step, index) => (
            <StepRow
              // A step has no identity but its place.
              key={index}
              step={step}
              number={index + 1}
              roles={roles}
              names={flow?.names ?? []}
              onChange={next => replace(index, next)}
              onRemove={
                content.steps.length > 1
                  ? () => change({ steps: content.steps.filter((_, at) => at !== index) })
                  : undefined
              }
            />
          ))}
        </ol>
        <Button
          icon={<PlusOutlined aria-hidden />}
          disabled={content.steps.length >= 20}
          onClick={() => change({ steps: [...content.steps, { kind: 'superior', mode: 'any', level: 1 }] })}
        >
          {t('approvalUi.flows.add_step')}
        </Button>
        <Rules id={id} content={content} onChange={change} />
        {wrong.length > 0 ? (
          <ul className={styles.wrong} role="alert">
            {wrong.map(message => (
              <li key={message}>{message}</li>
            ))}
          </ul>
        ) : null}
        <FlowTrial noun={noun} content={content} />
      </Form>
    </Sheet>
  )
}

interface PartProps {
  id: string
  content: FlowContent
  onChange: (part: Partial<FlowContent>) => void
}

/** Which records it takes. */
function Which({
  id,
  noun,
  names,
  content,
  onChange,
}: PartProps & { noun: Flows['nouns'][number]; names: readonly ApiReference[] }) {
  const t = useText()
  const object = useObjectNamed(noun.object)
  const currency = useSession().company.baseCurrency
  const filter = (content.conditions as Filter | null) ?? undefined
  const draft = draftOf(filter)
  const [isAsking, setAsking] = useState(filter !== undefined)
  return (
    <>
      <h3 className={styles.heading}>{t('approvalUi.flows.when')}</h3>
      {noun.hasAmount ? (
        <div className={styles.pair}>
          {(['amountFrom', 'amountTo'] as const).map(end => (
            <Form.Item key={end} label={t(`approvalUi.flows.${end}`, { currency })} htmlFor={`${id}-${end}`}>
              <NumberBox
                id={`${id}-${end}`}
                stringMode
                min="0"
                style={{ width: '100%' }}
                value={content[end]}
                onChange={value => onChange({ [end]: value === null || value === '' ? null : String(value) })}
              />
            </Form.Item>
          ))}
        </div>
      ) : null}
      <Form.Item label={t('approvalUi.flows.departments')} htmlFor={`${id}-departments`}>
        <NamedMany
          id={`${id}-departments`}
          of="departments"
          label={t('approvalUi.flows.departments')}
          names={names}
          value={content.departments}
          onChange={departments => onChange({ departments })}
        />
      </Form.Item>
      {isAsking ? null : (
        <Button icon={<PlusOutlined aria-hidden />} disabled={!object} onClick={() => setAsking(true)}>
          {t('approvalUi.flows.add_conditions')}
        </Button>
      )}
      {isAsking && object && draft ? (
        <div className={styles.conditions}>
          <p className={styles.quiet}>{t('approvalUi.flows.conditions')}</p>
          <FilterBuilder
            object={object}
            filter={draft}
            onApply={next => onChange({ conditions: filterOf(next) ?? null })}
          />
          <p className={styles.quiet}>
            {filter ? <Conditions object={noun.object} filter={filter} /> : t('approvalUi.flows.no_conditions')}
          </p>
        </div>
      ) : null}
      {isAsking && !draft ? <p className={styles.quiet}>{t('approvalUi.flows.by_program')}</p> : null}
    </>
  )
}

/** What holds while it runs. */
function Rules({ id, content, onChange }: PartProps) {
  const t = useText()
  return (
    <>
      <h3 className={styles.heading}>{t('approvalUi.flows.rules')}</h3>
      <Form.Item label={t('approvalUi.flows.after_refusal')}>
        <Radio.Group
          aria-label={t('approvalUi.flows.after_refusal')}
          value={content.afterRefusal}
          onChange={event => onChange({ afterRefusal: event.target.value as FlowContent['afterRefusal'] })}
          options={(['start', 'step'] as const).map(value => ({ value, label: t(`approvalUi.flows.again_${value}`) }))}
        />
      </Form.Item>
      <Form.Item label={t('approvalUi.flows.withdraw')}>
        <Radio.Group
          aria-label={t('approvalUi.flows.withdraw')}
          value={content.withdraw}
          onChange={event => onChange({ withdraw: event.target.value as FlowContent['withdraw'] })}
          options={(['undecided', 'running'] as const).map(value => ({
            value,
            label: t(`approvalUi.flows.withdraw_${value}`),
          }))}
        />
      </Form.Item>
      <Form.Item label={t('approvalUi.flows.remind')} htmlFor={`${id}-remind`}>
        <Select
          id={`${id}-remind`}
          style={{ maxWidth: 240 }}
          value={content.remindDays ?? 0}
          onChange={days => onChange({ remindDays: days === 0 ? null : days })}
          options={[0, 1, 2, 3, 5, 10].map(days => ({
            value: days,
            label: days === 0 ? t('approvalUi.flows.never') : t('approvalUi.flows.days', { count: days }),
          }))}
        />
      </Form.Item>
    </>
  )
}
