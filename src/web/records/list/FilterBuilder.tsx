import { DeleteOutlined, PlusOutlined } from '@ant-design/icons'
import { Button, Segmented, Select } from 'antd'
import { type FormEvent, useId, useState } from 'react'
import { type Condition, type Operator, operatorsWithoutValue } from '#platform/objects/filter.ts'
import type { ObjectDescription } from '#web/api/index.ts'
import { faceOf } from '#web/fields/index.ts'
import { useWording } from '#web/fields/surroundings.ts'
import { useText } from '#web/ui/index.ts'
import { operatorWords } from './filter-words.ts'
import styles from './list.module.css'
import { filterFields, freshCondition, type SimpleFilter } from './list-filter.ts'

/** Builds a filter: conditions, all or any of which must hold. Asked when the person says so, not at each key. */
export function FilterBuilder({
  object,
  filter,
  onApply,
}: {
  object: ObjectDescription
  filter: SimpleFilter
  onApply: (filter: SimpleFilter) => void
}) {
  const t = useText()
  const [first] = filterFields(object)
  const [draft, setDraft] = useState<SimpleFilter>(
    filter.conditions.length > 0 || !first ? filter : { ...filter, conditions: [freshCondition(first)] },
  )
  const replace = (index: number, condition: Condition) =>
    setDraft({ ...draft, conditions: draft.conditions.map((one, at) => (at === index ? condition : one)) })
  const onSubmit = (event: FormEvent) => {
    event.preventDefault()
    onApply(draft)
  }
  return (
    <form className={styles.builder} onSubmit={onSubmit} aria-label={t('records.filter.open')}>
      {draft.conditions.length > 1 && (
        <Segmented
          size="small"
          value={draft.match}
          options={[
            { value: 'all', label: t('records.filter.all') },
            { value: 'any', label: t('records.filter.any') },
          ]}
          onChange={match => setDraft({ ...draft, match: match === 'any' ? 'any' : 'all' })}
        />
      )}
      {draft.conditions.map((condition, index) => (
        <ConditionRow
          // A condition has no identity but its place.
          key={index}
          object={object}
          condition={condition}
          onChange={next => replace(index, next)}
          onRemove={() => setDraft({ ...draft, conditions: draft.conditions.filter((_, at) => at !== index) })}
        />
      ))}
      <div className={styles.builderFoot}>
        <Button
          type="link"
          size="small"
          icon={<PlusOutlined aria-hidden />}
          onClick={() => first && setDraft({ ...draft, conditions: [...draft.conditions, freshCondition(first)] })}
        >
          {t('records.filter.add')}
        </Button>
        <Button type="primary" htmlType="submit">
          {t('records.filter.apply')}
        </Button>
      </div>
    </form>
  )
}

function ConditionRow({
  object,
  condition,
  onChange,
  onRemove,
}: {
  object: ObjectDescription
  condition: Condition
  onChange: (condition: Condition) => void
  onRemove: () => void
}) {
  const t = useText()
  const id = useId()
  const wording = useWording()
  const fields = filterFields(object)
  const field = fields.find(one => one.name === condition.field)
  if (!field) return null
  const { FilterInput } = faceOf(field.type)
  return (
    <div className={styles.condition}>
      <Select
        aria-label={t('records.filter.field')}
        value={field.name}
        options={fields.map(one => ({ value: one.name, label: one.label }))}
        showSearch={{ optionFilterProp: 'label' }}
        popupMatchSelectWidth={false}
        onChange={name => {
          const chosen = fields.find(one => one.name === name)
          if (chosen) onChange(freshCondition(chosen))
        }}
      />
      <Select
        aria-label={t('records.filter.operator')}
        value={condition.op}
        options={field.operators.map(op => ({
          value: op,
          label: operatorWords({ op: op as Operator }, field, wording),
        }))}
        popupMatchSelectWidth={false}
        onChange={(op: Operator) => onChange(withOperator(condition, op))}
      />
      <div className={styles.conditionValue}>
        {!operatorsWithoutValue.includes(condition.op) && (
          <FilterInput
            id={id}
            field={field}
            op={condition.op}
            value={condition.value}
            label={t('records.filter.value', { field: field.label })}
            onChange={value => onChange({ ...condition, value: value as NonNullable<Condition['value']> })}
          />
        )}
      </div>
      <Button
        type="text"
        icon={<DeleteOutlined aria-hidden />}
        aria-label={t('records.filter.remove')}
        onClick={onRemove}
      />
    </div>
  )
}

/** The value stays where the new operator takes the same kind of value. */
function withOperator(condition: Condition, op: Operator): Condition {
  const kind = (operator: Operator): string =>
    operatorsWithoutValue.includes(operator)
      ? 'none'
      : operator === 'in' || operator === 'notIn'
        ? 'many'
        : operator === 'between' || operator === 'preset'
          ? operator
          : 'one'
  return kind(op) === kind(condition.op) ? { ...condition, op } : { field: condition.field, op }
}
