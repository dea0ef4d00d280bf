import { Input } from 'antd'
import type { CellProps, FieldFace, InputProps } from './field-face.ts'
import { TextFilterInput } from './TextField.tsx'

function UrlInput({ id, field, value, onChange, isInvalid, describedBy, autoFocus }: InputProps<string>) {
  return (
    <Input
      id={id}
      type="text"
      inputMode="url"
      value={value ?? ''}
      maxLength={field.max}
      placeholder="https://"
      {...(isInvalid ? { status: 'error' as const } : {})}
      autoFocus={autoFocus}
      autoComplete="off"
      autoCapitalize="off"
      spellCheck={false}
      aria-describedby={describedBy}
      aria-invalid={isInvalid}
      aria-required={field.required}
      onChange={event => onChange(event.target.value === '' ? null : event.target.value)}
    />
  )
}

/** Only what the server took for a web address becomes a link; what else may stand there is text. */
function UrlCell({ value }: CellProps<string>) {
  if (!/^https?:\/\//.test(value)) return <span className="field-text">{value}</span>
  return (
    <a
      className="field-text"
      href={value}
      target="_blank"
      rel="noopener noreferrer"
      title={value}
      onClick={event => event.stopPropagation()}
    >
      {value.replace(/^https?:\/\/(www\.)?/, '')}
    </a>
  )
}

/** A web address that opens in a window of its own, which knows nothing of ours. */
export const urlFace: FieldFace<string> = {
  Input: UrlInput,
  Cell: UrlCell,
  FilterInput: TextFilterInput,
  words: value => value,
  width: 160,
  endsBy: 'leaving',
}
