import { groupDigits } from './amounts.ts'
import type { CellProps, FieldFace, FilterInputProps, InputProps } from './field-face.ts'
import { FigureFilterInput, TypedFigure } from './TypedFigure.tsx'

// A plain number travels as a JSON number; what could not be read travels as typed, and the server says so.
type Typed = number | string

function NumberInput(props: InputProps<Typed>) {
  const { field, value, onChange } = props
  return (
    <TypedFigure
      id={props.id}
      value={value === null ? null : String(value)}
      decimals={field.decimals ?? 0}
      onChange={next => onChange(next === null ? null : asNumber(next))}
      {...(field.type === 'percent' ? { suffix: '%' } : {})}
      isInvalid={props.isInvalid ?? false}
      {...(props.describedBy ? { describedBy: props.describedBy } : {})}
      autoFocus={props.autoFocus ?? false}
      isRequired={field.required ?? false}
    />
  )
}

const asNumber = (text: string): Typed => (/^-?\d+(\.\d+)?$/.test(text) && text.length <= 16 ? Number(text) : text)

function NumberCell({ field, value }: CellProps<Typed>) {
  return <span className="field-figure-text">{numberWords(value, field.type, field.name)}</span>
}

/** Years stand without separators: 2009, not 2,009. */
function numberWords(value: Typed, type: string, name: string): string {
  const text = /year$/i.test(name) ? String(value) : groupDigits(String(value))
  return type === 'percent' ? `${text}%` : text
}

function NumberFilterInput({ id, field, op, value, onChange, label }: FilterInputProps) {
  return (
    <FigureFilterInput id={id} op={op} value={value} decimals={field.decimals ?? 0} onChange={onChange} label={label} />
  )
}

/** A plain number, or a share in per cent. */
export const numberFace: FieldFace<Typed> = {
  Input: NumberInput,
  Cell: NumberCell,
  FilterInput: NumberFilterInput,
  words: (value, field) => numberWords(value, field.type, field.name),
  align: 'end',
  width: 110,
  endsBy: 'leaving',
}
