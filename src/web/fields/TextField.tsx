import { Input, Select } from 'antd'
import type { CellProps, FieldFace, FilterInputProps, InputProps } from './field-face.ts'

function TextInput({ id, field, value, onChange, isInvalid, describedBy, autoFocus }: InputProps<string>) {
  return (
    <Input
      id={id}
      value={value ?? ''}
      maxLength={field.max}
      {...(isInvalid ? { status: 'error' as const } : {})}
      autoFocus={autoFocus}
      autoComplete="off"
      aria-describedby={describedBy}
      aria-invalid={isInvalid}
      aria-required={field.required}
      onChange={event => onChange(event.target.value === '' ? null : event.target.value)}
    />
  )
}

function TextCell({ value, room }: CellProps<string>) {
  const link = /^(https?:\/\/|www\.)\S+$/i.test(value) ? value : undefined
  if (link && room === 'page') {
    return (
      <a href={link.startsWith('http') ? link : `https://${link}`} target="_blank" rel="noreferrer noopener">
        {value}
      </a>
    )
  }
  return <span className="field-text">{value}</span>
}

/** One text, or several as tags for "one of". */
export function TextFilterInput({ id, op, value, onChange, label }: FilterInputProps) {
  if (op === 'in' || op === 'notIn') {
    return (
      <Select
        id={id}
        mode="tags"
        open={false}
        suffixIcon={null}
        aria-label={label}
        value={Array.isArray(value) ? value.map(String) : []}
        onChange={onChange}
      />
    )
  }
  return (
    <Input
      id={id}
      aria-label={label}
      value={typeof value === 'string' ? value : ''}
      onChange={event => onChange(event.target.value)}
    />
  )
}

/** One line of text. A web address is a link on the page. */
export const textFace: FieldFace<string> = {
  Input: TextInput,
  Cell: TextCell,
  FilterInput: TextFilterInput,
  words: value => value,
  width: 140,
  endsBy: 'leaving',
}
