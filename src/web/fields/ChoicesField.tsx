import { Select } from 'antd'
import { ChoiceFilterInput, optionLabel } from './ChoiceField.tsx'
import type { CellProps, FieldFace, InputProps } from './field-face.ts'

function ChoicesInput({ id, field, value, onChange, isInvalid, describedBy, autoFocus }: InputProps<string[]>) {
  const chosen = value ?? []
  // Retired options are offered only where the record still has them.
  const options = (field.options ?? [])
    .filter(option => !option.isRetired || chosen.includes(option.id))
    .map(option => ({ value: option.id, label: option.label }))
  return (
    <Select
      id={id}
      className="field-wide"
      mode="multiple"
      value={chosen}
      options={options}
      showSearch={{ optionFilterProp: 'label' }}
      {...(isInvalid ? { status: 'error' as const } : {})}
      autoFocus={autoFocus}
      aria-describedby={describedBy}
      aria-required={field.required}
      onChange={(next: string[]) => onChange(next.length > 0 ? next : null)}
    />
  )
}

function ChoicesCell({ field, value, room }: CellProps<string[]>) {
  return (
    <span className="field-chips" data-room={room} title={value.map(id => optionLabel(field, id)).join('、')}>
      {value.map(id => (
        <span className="field-chip" key={id}>
          {optionLabel(field, id)}
        </span>
      ))}
    </span>
  )
}

/** Several of a list of options. */
export const choicesFace: FieldFace<string[]> = {
  Input: ChoicesInput,
  Cell: ChoicesCell,
  FilterInput: ChoiceFilterInput,
  // A filter says its options one by one.
  words: (value, field, { t }) =>
    [value]
      .flat()
      .map(id => optionLabel(field, id))
      .join(t('records.and')),
  width: 180,
  endsBy: 'button',
}
