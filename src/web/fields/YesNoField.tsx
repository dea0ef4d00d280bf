import { CheckOutlined, MinusOutlined } from '@ant-design/icons'
import { Select } from 'antd'
import { useText } from '#web/ui/index.ts'
import type { CellProps, FieldFace, FilterInputProps, InputProps } from './field-face.ts'

const keyOf = (value: unknown): 'yes' | 'no' | null => (value === true ? 'yes' : value === false ? 'no' : null)

function useAnswers(): { value: 'yes' | 'no'; label: string }[] {
  const t = useText()
  return [
    { value: 'yes', label: t('fieldsUi.yes') },
    { value: 'no', label: t('fieldsUi.no') },
  ]
}

function YesNoInput({ id, field, value, onChange, isInvalid, describedBy, autoFocus }: InputProps<boolean>) {
  const options = useAnswers()
  return (
    <Select
      id={id}
      className="field-wide"
      value={keyOf(value)}
      options={options}
      allowClear={!field.required}
      {...(isInvalid ? { status: 'error' as const } : {})}
      autoFocus={autoFocus}
      aria-describedby={describedBy}
      aria-required={field.required}
      onChange={(next: 'yes' | 'no' | undefined) => onChange(next === undefined ? null : next === 'yes')}
    />
  )
}

function YesNoCell({ value }: CellProps<boolean>) {
  const t = useText()
  return (
    <span className="field-yes-no" data-answer={keyOf(value)}>
      {value ? <CheckOutlined aria-hidden /> : <MinusOutlined aria-hidden />}
      {value ? t('fieldsUi.yes') : t('fieldsUi.no')}
    </span>
  )
}

function YesNoFilterInput({ id, value, onChange, label }: FilterInputProps) {
  const options = useAnswers()
  return (
    <Select
      id={id}
      aria-label={label}
      value={keyOf(value)}
      options={options}
      onChange={(next: 'yes' | 'no') => onChange(next === 'yes')}
    />
  )
}

/** Yes, no, or nobody said. */
export const yesNoFace: FieldFace<boolean> = {
  Input: YesNoInput,
  Cell: YesNoCell,
  FilterInput: YesNoFilterInput,
  words: (value, _field, { t }) => (value ? t('fieldsUi.yes') : t('fieldsUi.no')),
  width: 80,
  endsBy: 'choice',
}
