import { Suspense } from 'react'
import type { FieldDescription } from '#platform/objects/description.ts'
import { cellOf } from '#web/shell/define-web-module.ts'
import type { Values } from './field-face.ts'
import { faceOf } from './index.ts'

/** Whether there is nothing to show. */
export const isEmpty = (value: unknown): boolean =>
  value === null || value === undefined || value === '' || (Array.isArray(value) && value.length === 0)

/** A masked value comes as the text to show; of several phones or addresses each. */
export const outlineOf = (value: unknown): string =>
  Array.isArray(value) ? value.map(point => (point as { raw: string }).raw).join('、') : String(value)

/** A value of a record as its field shows it; nothing where it is empty. */
export function Value({
  field,
  object,
  values,
  room = 'line',
}: {
  field: FieldDescription
  object: string
  values: Values
  room?: 'line' | 'page'
}) {
  const value = values[field.name]
  if (isEmpty(value)) return null
  if (field.isMasked) return <span className="field-masked">{outlineOf(value)}</span>
  const { Cell } = faceOf(field.type)
  const usual = <Cell field={field} object={object} value={value} values={values} room={room} />
  const own = cellOf(object, field.name)
  if (!own) return usual
  return (
    <Suspense fallback={usual}>
      <own.Cell value={value} values={values} />
    </Suspense>
  )
}
