import { fieldNamed } from '#web/api/index.ts'
import { isEmpty, Value } from '#web/fields/Value.tsx'
import type { PanelProps } from '#web/shell/define-web-module.ts'

/** How much a customer counts, beside his name. */
export default function LevelMark({ object, record }: PanelProps) {
  const level = fieldNamed(object, 'level')
  if (!level || isEmpty(record.level)) return null
  return <Value field={level} object={object.name} values={record} />
}
