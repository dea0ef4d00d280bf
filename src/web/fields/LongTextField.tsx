import { Input } from 'antd'
import type { CellProps, FieldFace, InputProps } from './field-face.ts'
import { TextFilterInput } from './TextField.tsx'

function LongTextInput({ id, field, value, onChange, isInvalid, describedBy, autoFocus, room }: InputProps<string>) {
  return (
    <Input.TextArea
      id={id}
      value={value ?? ''}
      maxLength={field.max}
      autoSize={room === 'line' ? { minRows: 1, maxRows: 3 } : { minRows: 3, maxRows: 12 }}
      {...(isInvalid ? { status: 'error' as const } : {})}
      autoFocus={autoFocus}
      aria-describedby={describedBy}
      aria-invalid={isInvalid}
      aria-required={field.required}
      onChange={event => onChange(event.target.value === '' ? null : event.target.value)}
    />
  )
}

function LongTextCell({ value, room }: CellProps<string>) {
  return room === 'page' ? (
    <div className="field-long-text">{value}</div>
  ) : (
    <span className="field-text" title={value}>
      {value}
    </span>
  )
}

/** Several lines of text; line breaks are kept on the page and left out in a list. */
export const longTextFace: FieldFace<string> = {
  Input: LongTextInput,
  Cell: LongTextCell,
  FilterInput: TextFilterInput,
  words: value => value,
  width: 240,
  endsBy: 'button',
}
