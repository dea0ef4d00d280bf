import { Select } from 'antd'
import type { FieldDescription } from '#platform/objects/description.ts'
import type { CellProps, FieldFace, FilterInputProps, InputProps } from './field-face.ts'

/** The label of an option; one that nobody describes any more shows its id. */
export const optionLabel = (field: FieldDescription, id: string): string =>
  field.options?.find(option => option.id === id)?.label ?? id

/** Retired options are offered only where the record still has them. */
const offered = (field: FieldDescription, current: string | null): { value: string; label: string }[] =>
  (field.options ?? [])
    .filter(option => !option.isRetired || option.id === current)
    .map(option => ({ value: option.id, label: option.label }))

function ChoiceInput({ id, field, value, onChange, isInvalid, describedBy, autoFocus }: InputProps<string>) {
  const options = offered(field, value)
  return (
    <Select
      id={id}
      className="field-wide"
      value={value}
      options={options}
      showSearch={options.length > 7 ? { optionFilterProp: 'label' } : false}
      allowClear={!field.required}
      {...(isInvalid ? { status: 'error' as const } : {})}
      autoFocus={autoFocus}
      aria-describedby={describedBy}
      aria-required={field.required}
      onChange={next => onChange(next ?? null)}
    />
  )
}

function ChoiceCell({ field, value, room }: CellProps<string>) {
  // In a list what is as always goes without saying.
  if (room === 'line' && field.isQuiet && value === field.default) return null
  return <span className="field-text">{optionLabel(field, value)}</span>
}

/** Several options at once: "is one of". */
export function ChoiceFilterInput({ id, field, value, onChange, label }: FilterInputProps) {
  return (
    <Select
      id={id}
      mode="multiple"
      aria-label={label}
      value={Array.isArray(value) ? (value as string[]) : []}
      options={(field.options ?? []).map(option => ({ value: option.id, label: option.label }))}
      optionFilterProp="label"
      onChange={onChange}
    />
  )
}

/** One of several options. */
export const choiceFace: FieldFace<string> = {
  Input: ChoiceInput,
  Cell: ChoiceCell,
  FilterInput: ChoiceFilterInput,
  words: (value, field) => optionLabel(field, value),
  width: 120,
  endsBy: 'choice',
}
