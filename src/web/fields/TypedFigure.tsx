import { Input, type InputRef } from 'antd'
import { useEffect, useLayoutEffect, useRef, useState } from 'react'
import { groupDigits, readAmount } from './amounts.ts'

interface TypedFigureProps {
  id: string
  /** Decimal string, or what was typed and could not be read. */
  value: string | null
  decimals: number
  onChange: (value: string | null) => void
  prefix?: string
  suffix?: string
  isInvalid?: boolean
  describedBy?: string
  autoFocus?: boolean
  isRequired?: boolean
  label?: string
}

/**
 * An input for exact figures: raw while it has the focus, with separators when left. It accepts what people type, `12万`, `1.5亿`,
 * `1,234.50`, and gives a decimal string; what it cannot read goes on as typed.
 */
export function TypedFigure(props: TypedFigureProps) {
  const { value, decimals, onChange } = props
  const [typed, setTyped] = useState<string | null>(null)
  const input = useRef<InputRef>(null)
  const isByPointer = useRef(false)
  const [isFocused, setFocused] = useState(false)
  // Marked at once, or the first key would stand beside the old figure; after a press of the mouse once more, because that sets the caret.
  useLayoutEffect(() => {
    if (!isFocused) return
    input.current?.select()
    if (isByPointer.current) requestAnimationFrame(() => input.current?.select())
    isByPointer.current = false
  }, [isFocused])
  // A new value from outside (a draft, an undo) replaces what stands there, unless somebody is just typing.
  const shown = typed ?? (value === null ? '' : groupDigits(value))
  useEffect(() => {
    if (value === null && typed !== null && typed.trim() !== '' && readAmount(typed, decimals) !== null) setTyped(null)
  }, [value, typed, decimals])

  return (
    <Input
      id={props.id}
      className="field-figure"
      inputMode="decimal"
      autoComplete="off"
      value={shown}
      prefix={props.prefix}
      suffix={props.suffix}
      {...(props.isInvalid ? { status: 'error' as const } : {})}
      autoFocus={props.autoFocus}
      aria-label={props.label}
      aria-describedby={props.describedBy}
      aria-invalid={props.isInvalid}
      aria-required={props.isRequired}
      ref={input}
      onMouseDown={() => {
        isByPointer.current = true
      }}
      onFocus={() => {
        setTyped(value ?? '')
        setFocused(true)
      }}
      onChange={event => {
        const text = event.target.value
        setTyped(text)
        onChange(text.trim() === '' ? null : (readAmount(text, decimals) ?? text))
      }}
      onBlur={() => {
        setTyped(null)
        setFocused(false)
      }}
    />
  )
}

/** Two figures: from and to. */
export function FigureRange({
  id,
  value,
  decimals,
  onChange,
  label,
}: {
  id: string
  value: unknown
  decimals: number
  onChange: (value: unknown) => void
  label: string
}) {
  const [from = null, to = null] = Array.isArray(value) ? (value as (string | number | null)[]) : []
  return (
    <span className="field-range">
      <TypedFigure
        id={id}
        label={`${label} ≥`}
        decimals={decimals}
        value={from === null ? null : String(from)}
        onChange={next => onChange([next, to])}
      />
      <span aria-hidden="true">–</span>
      <TypedFigure
        id={`${id}-to`}
        label={`${label} ≤`}
        decimals={decimals}
        value={to === null ? null : String(to)}
        onChange={next => onChange([from, next])}
      />
    </span>
  )
}

/** The filter of any exact figure. */
export function FigureFilterInput({
  id,
  op,
  value,
  decimals,
  onChange,
  label,
}: {
  id: string
  op: string
  value: unknown
  decimals: number
  onChange: (value: unknown) => void
  label: string
}) {
  if (op === 'between')
    return <FigureRange id={id} value={value} decimals={decimals} onChange={onChange} label={label} />
  const text = typeof value === 'string' || typeof value === 'number' ? String(value) : null
  return <TypedFigure id={id} label={label} decimals={decimals} value={text} onChange={onChange} />
}
