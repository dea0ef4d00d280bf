import { DeleteOutlined } from '@ant-design/icons'
import { Button, InputNumber, Select } from 'antd'
import { useId } from 'react'
import { type Condition, type Operator, operatorsWithoutValue } from '#platform/objects/filter.ts'
import { faceOf } from '#web/fields/index.ts'
import { useWording } from '#web/fields/surroundings.ts'
import { useText } from '#web/ui/index.ts'
import { operatorWords } from './filter-words.ts'
import styles from './list.module.css'
import { type FilterFieldGroup, freshCondition, isRelative, withOperator } from './list-filter.ts'

/** One condition: of which field, compared how, with what. */
export function ConditionRow({
  groups,
  condition,
  onChange,
  onRemove,
}: {
  groups: readonly FilterFieldGroup[]
  condition: Condition
  onChange: (condition: Condition) => void
  onRemove: () => void
}) {
  const t = useText()
  const id = useId()
  const wording = useWording()
  const fields = groups.flatMap(group => group.fields)
  const asked = fields.find(one => one.name === condition.field)
  if (!asked) return null
  const { field } = asked
  const { FilterInput } = faceOf(field.type)
  const label = t('records.filter.value', { field: asked.label })
  return (
    <div className={styles.condition}>
      <Select
        aria-label={t('records.filter.field')}
        value={asked.name}
        options={groups.map(group => ({
          label: group.label,
          options: group.fields.map(one => ({ value: one.name, label: one.label })),
        }))}
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
        {isRelative(condition.op) ? (
          <InputNumber
            id={id}
            min={1}
            max={36500}
            precision={0}
            suffix={t('records.filter.days')}
            aria-label={label}
            value={typeof condition.value === 'number' ? condition.value : null}
            onChange={days => onChange({ ...condition, value: days })}
          />
        ) : (
          !operatorsWithoutValue.includes(condition.op) && (
            <FilterInput
              id={id}
              field={field}
              op={condition.op}
              value={condition.value}
              label={label}
              onChange={value => onChange({ ...condition, value: value as NonNullable<Condition['value']> })}
            />
          )
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
