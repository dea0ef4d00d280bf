import type { CellProps, FieldFace } from './field-face.ts'
import { textFace } from './TextField.tsx'

function SerialCell({ value }: CellProps<string>) {
  return <span className="field-serial">{value}</span>
}

/** A drawn number: read, never typed. */
export const serialFace: FieldFace<string> = { ...textFace, Cell: SerialCell, width: 120 }
