import { Select } from 'antd'
import { currencies } from '#platform/fields/currency.ts'
import type { CellProps, FieldFace, FilterInputProps, InputProps } from './field-face.ts'
import { useWording } from './surroundings.ts'

function useCurrencyOptions(): { value: string; label: string; search: string }[] {
  const { locale } = useWording()
  const names = new Intl.DisplayNames(locale === 'zh' ? 'zh-CN' : 'en', { type: 'currency' })
  return Object.keys(currencies).map(code => {
    const name = names.of(code) ?? code
    return { value: code, label: `${code} ${name}`, search: `${code} ${name}`.toLowerCase() }
  })
}

function CurrencyInput({ id, value, onChange, isInvalid, describedBy, autoFocus, field }: InputProps<string>) {
  const options = useCurrencyOptions()
  return (
    <Select
      id={id}
      className="field-wide"
      value={value}
      options={options}
      showSearch={{ filterOption: (typed, option) => (option?.search ?? '').includes(typed.toLowerCase()) }}
      allowClear={!field.required}
      {...(isInvalid ? { status: 'error' as const } : {})}
      autoFocus={autoFocus}
      aria-describedby={describedBy}
      onChange={next => onChange(next ?? null)}
    />
  )
}

function CurrencyCell({ value }: CellProps<string>) {
  const { locale } = useWording()
  return (
    <span title={new Intl.DisplayNames(locale === 'zh' ? 'zh-CN' : 'en', { type: 'currency' }).of(value)}>{value}</span>
  )
}

function CurrencyFilterInput({ id, value, onChange, label }: FilterInputProps) {
  return (
    <Select
      id={id}
      mode="multiple"
      aria-label={label}
      value={Array.isArray(value) ? (value as string[]) : []}
      options={useCurrencyOptions()}
      onChange={onChange}
    />
  )
}

/** The currency of a document. */
export const currencyFace: FieldFace<string> = {
  Input: CurrencyInput,
  Cell: CurrencyCell,
  FilterInput: CurrencyFilterInput,
  words: value => value,
  width: 90,
  endsBy: 'choice',
}
