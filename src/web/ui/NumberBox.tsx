import { InputNumber, type InputNumberProps, Tooltip } from 'antd'
import { useState } from 'react'
import { useText } from './text.ts'

/**
 * A number between bounds. What lies outside is put at the nearest bound when the box is left, and that is said under it until one types again:
 * a setting must not become another than the one that was typed without a word.
 */
export function NumberBox<T extends number | string = number>(props: InputNumberProps<T>) {
  const t = useText()
  const [typed, setTyped] = useState('')
  const [said, setSaid] = useState<string | null>(null)
  const { min, max } = props
  const leave: InputNumberProps<T>['onBlur'] = event => {
    const number = Number(typed.trim())
    const isWrong = typed.trim() !== '' && (number < Number(min ?? -Infinity) || number > Number(max ?? Infinity))
    if (isWrong) setSaid(max === undefined ? t('ui.at_least', { min }) : t('ui.between', { min, max }))
    setTyped('')
    props.onBlur?.(event)
  }
  return (
    <Tooltip
      open={said !== null}
      title={said === null ? '' : <span role="status">{said}</span>}
      placement="bottomLeft"
      destroyOnHidden
    >
      <InputNumber<T>
        {...props}
        onInput={text => {
          setTyped(text)
          setSaid(null)
          props.onInput?.(text)
        }}
        onBlur={leave}
      />
    </Tooltip>
  )
}
