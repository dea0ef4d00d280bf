import { groupDigits } from './amounts.ts'
import type { CellProps, FieldFace, FilterInputProps, InputProps } from './field-face.ts'
import { FigureFilterInput, TypedFigure } from './TypedFigure.tsx'

function DecimalInput(props: InputProps<string>) {
  return (
    <TypedFigure
      id={props.id}
      value={props.value}
      decimals={props.field.decimals ?? 8}
      onChange={props.onChange}
      isInvalid={props.isInvalid ?? false}
      {...(props.describedBy ? { describedBy: props.describedBy } : {})}
      autoFocus={props.autoFocus ?? false}
      isRequired={props.field.required ?? false}
    />
  )
}

function DecimalCell({ value }: CellProps<string>) {
  return <span className="field-figure-text">{groupDigits(value)}</span>
}

function DecimalFilterInput({ id, field, op, value, onChange, label }: FilterInputProps) {
  return (
    <FigureFilterInput id={id} op={op} value={value} decimals={field.decimals ?? 8} onChange={onChange} label={label} />
  )
}

/** An exact number that is not money. */
export const decimalFace: FieldFace<string> = {
  Input: DecimalInput,
  Cell: DecimalCell,
  FilterInput: DecimalFilterInput,
  words: value => groupDigits(value),
  align: 'end',
  width: 120,
  endsBy: 'leaving',
}
