import type { FieldDescription } from '#platform/objects/description.ts'
import { formatMoney } from '#web/ui/format.ts'
import type { CellProps, FieldFace, FilterInputProps, InputProps, Values } from './field-face.ts'
import { useWording } from './surroundings.ts'
import { FigureFilterInput, TypedFigure } from './TypedFigure.tsx'

/** The currency that an amount of this record is in: its sibling field says so, else the company's base currency. */
export function currencyOf(field: FieldDescription, values: Values, baseCurrency: string): string {
  const named = field.currency && field.currency !== 'base' ? values[field.currency] : undefined
  return typeof named === 'string' ? named : baseCurrency
}

function MoneyInput(props: InputProps<string>) {
  const { field, value, values } = props
  const { baseCurrency } = useWording()
  const currency = currencyOf(field, values, baseCurrency)
  return (
    <TypedFigure
      id={props.id}
      value={value}
      decimals={field.decimals ?? 4}
      onChange={props.onChange}
      prefix={currency === 'CNY' ? '¥' : currency}
      isInvalid={props.isInvalid ?? false}
      {...(props.describedBy ? { describedBy: props.describedBy } : {})}
      autoFocus={props.autoFocus ?? false}
      isRequired={field.required ?? false}
    />
  )
}

function MoneyCell({ field, value, values }: CellProps<string>) {
  const wording = useWording()
  return <span className="field-figure-text">{moneyWords(value, field, wording, values)}</span>
}

const moneyWords: FieldFace<string>['words'] = (value, field, { baseCurrency, locale }, values) =>
  formatMoney(value, { currency: currencyOf(field, values, baseCurrency), locale })

function MoneyFilterInput({ id, op, value, onChange, label }: FilterInputProps) {
  return <FigureFilterInput id={id} op={op} value={value} decimals={4} onChange={onChange} label={label} />
}

/** An amount with its currency. */
export const moneyFace: FieldFace<string> = {
  Input: MoneyInput,
  Cell: MoneyCell,
  FilterInput: MoneyFilterInput,
  words: moneyWords,
  align: 'end',
  width: 150,
  endsBy: 'leaving',
}
