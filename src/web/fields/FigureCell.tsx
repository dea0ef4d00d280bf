import { useLayoutEffect, useRef, useState } from 'react'
import { groupDigits, readAmount } from './amounts.ts'
import styles from './cell-input.module.css'

/** A figure in a grid of lines: raw while it is written, with separators when left; it takes `12万`, `1,234.5` and `95%` as people write them. */
export function FigureCell({
  id,
  value,
  decimals,
  label,
  isInvalid,
  describedBy,
  onChange,
}: {
  id: string
  value: unknown
  decimals: number
  label: string
  isInvalid: boolean
  describedBy?: string | undefined
  /** Told the decimal string; null when emptied; what cannot be read as it was typed. */
  onChange: (value: string | null) => void
}) {
  const [typed, setTyped] = useState<string | null>(null)
  const input = useRef<HTMLInputElement>(null)
  const isFocused = typed !== null
  const isByPointer = useRef(false)
  // Marked at once, or the first key would stand beside the old figure; after a press of the mouse once more, because that sets the caret.
  useLayoutEffect(() => {
    if (!isFocused) return
    input.current?.select()
    if (isByPointer.current) requestAnimationFrame(() => input.current?.select())
    isByPointer.current = false
  }, [isFocused])
  const plain = typeof value === 'string' || typeof value === 'number' ? String(value) : ''
  return (
    <input
      ref={input}
      id={id}
      className={styles.input}
      data-cell-input
      data-figure
      inputMode="decimal"
      autoComplete="off"
      aria-label={label}
      aria-invalid={isInvalid}
      aria-describedby={describedBy}
      value={typed ?? groupDigits(plain)}
      onMouseDown={() => {
        isByPointer.current = !isFocused
      }}
      onFocus={() => setTyped(bare(plain))}
      onBlur={() => setTyped(null)}
      onChange={event => {
        const text = event.target.value
        setTyped(text)
        const read = text.trim().replace(/[%％]$/, '')
        onChange(read === '' ? null : (readAmount(read, decimals) ?? text))
      }}
    />
  )
}

/** Without zeros behind the point, which nobody wants to step over. */
const bare = (decimal: string): string => (/^-?\d+\.\d+$/.test(decimal) ? decimal.replace(/\.?0+$/, '') : decimal)
