import { ArrowDownOutlined, ArrowUpOutlined, DeleteOutlined, PlusOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import { type KeyboardEvent, Suspense, useRef } from 'react'
import type { FieldDescription } from '#platform/objects/description.ts'
import { useObjectNamed } from '#web/api/index.ts'
import { linesFaceOf } from '#web/shell/define-web-module.ts'
import { useText } from '#web/ui/index.ts'
import type { CellProps, FieldFace, FilterInputProps, InputProps, Values } from './field-face.ts'
import { faceOf } from './index.ts'
import { useNoun } from './noun-words.ts'

/** A line as form and API carry it. */
export type Line = Values

/** The fields of a line that people fill: not the one that points back. */
export function lineFields(field: FieldDescription, fields: readonly FieldDescription[]): FieldDescription[] {
  const system = new Set(['createdAt', 'createdBy', 'updatedAt', 'externalId', 'sourceSystem'])
  return fields.filter(one => one.name !== field.by && !system.has(one.name) && one.type !== 'lines')
}

/** Lines as a module draws them, else the plain grid. */
function LinesInput(props: InputProps<Line[]>) {
  const line = useObjectNamed(props.field.object)
  const own = line && linesFaceOf(line)
  if (!own) return <PlainLinesInput {...props} />
  const { Input } = own
  return (
    <Suspense fallback={null}>
      <Input {...props} />
    </Suspense>
  )
}

/**
 * A grid for the keyboard: Tab goes on, Enter goes down and adds a line after the last, Alt+arrows move a line, Ctrl+Backspace takes
 * it away. On a phone each line is a small form.
 */
function PlainLinesInput({ id, field, value, onChange, values, describedBy, innerErrors = {} }: InputProps<Line[]>) {
  const t = useText()
  const noun = useNoun()
  const line = useObjectNamed(field.object)
  const grid = useRef<HTMLDivElement>(null)
  const lines = value ?? []
  if (!line) return null
  const fields = lineFields(field, line.fields)

  const focusCell = (row: number, column: number) =>
    requestAnimationFrame(() => {
      const cell = grid.current?.querySelector<HTMLElement>(`[data-cell="${row}:${column}"] :is(input, textarea)`)
      cell?.focus()
    })
  const add = () => {
    onChange([...lines, defaultsOf(fields)])
    focusCell(lines.length, 0)
  }
  const remove = (row: number) => {
    onChange(lines.filter((_, at) => at !== row))
    focusCell(Math.max(0, row - 1), 0)
  }
  const move = (row: number, by: number, column = 0) => {
    const to = row + by
    const moved = lines[row]
    if (!moved || to < 0 || to >= lines.length) return
    const rest = lines.filter((_, at) => at !== row)
    onChange([...rest.slice(0, to), moved, ...rest.slice(to)])
    focusCell(to, column)
  }
  const onKey = (event: KeyboardEvent<HTMLElement>) => {
    const place = (event.target as HTMLElement).closest<HTMLElement>('[data-cell]')?.dataset.cell
    const [row, column] = place?.split(':').map(Number) ?? []
    if (row === undefined || column === undefined) return
    const isPopupOpen = (event.target as HTMLElement).getAttribute('aria-expanded') === 'true'
    if (event.key === 'Enter' && !isPopupOpen && !event.metaKey && !event.ctrlKey && !event.nativeEvent.isComposing) {
      event.preventDefault()
      event.stopPropagation()
      if (row === lines.length - 1) add()
      else focusCell(row + 1, column)
    } else if (event.altKey && (event.key === 'ArrowUp' || event.key === 'ArrowDown')) {
      event.preventDefault()
      move(row, event.key === 'ArrowUp' ? -1 : 1, column)
    } else if (event.key === 'Backspace' && (event.ctrlKey || event.metaKey)) {
      event.preventDefault()
      remove(row)
    }
  }

  return (
    <div className="field-lines" id={id} aria-describedby={describedBy} role="group" aria-label={field.label}>
      {lines.length > 0 && (
        <div className="field-lines-grid" ref={grid} onKeyDown={onKey} role="presentation">
          <div className="field-lines-head" style={columnsOf(fields)} aria-hidden="true">
            <span />
            {fields.map(one => (
              <span key={one.name} className={faceOf(one.type).align === 'end' ? 'field-end' : ''}>
                {one.label}
                {one.required && <i className="field-must">*</i>}
              </span>
            ))}
            <span />
          </div>
          {lines.map((one, row) => (
            // A line not yet saved has no id; its place is all it has.
            <div
              className="field-line"
              key={typeof one.id === 'string' ? one.id : `new-${row}`}
              style={columnsOf(fields)}
            >
              <span className="field-line-number">{row + 1}</span>
              {fields.map((cell, column) => (
                <LineCell
                  key={cell.name}
                  id={`${id}-${row}-${cell.name}`}
                  place={`${row}:${column}`}
                  field={cell}
                  object={line.name}
                  value={one[cell.name] ?? null}
                  values={{ ...values, ...one }}
                  error={innerErrors[`${row}.${cell.name}`]}
                  label={`${field.label} ${row + 1}: ${cell.label}`}
                  onChange={next =>
                    onChange(lines.map((old, at) => (at === row ? { ...old, [cell.name]: next } : old)))
                  }
                />
              ))}
              <span className="field-line-actions">
                <Button
                  size="small"
                  type="text"
                  disabled={row === 0}
                  aria-label={t('fieldsUi.moveUp', { number: row + 1 })}
                  icon={<ArrowUpOutlined aria-hidden />}
                  onClick={() => move(row, -1)}
                />
                <Button
                  size="small"
                  type="text"
                  disabled={row === lines.length - 1}
                  aria-label={t('fieldsUi.moveDown', { number: row + 1 })}
                  icon={<ArrowDownOutlined aria-hidden />}
                  onClick={() => move(row, 1)}
                />
                <Button
                  size="small"
                  type="text"
                  aria-label={t('fieldsUi.removeRow', { number: row + 1 })}
                  icon={<DeleteOutlined aria-hidden />}
                  onClick={() => remove(row)}
                />
              </span>
            </div>
          ))}
        </div>
      )}
      <Button type="dashed" block icon={<PlusOutlined aria-hidden />} onClick={add}>
        {t('fieldsUi.addLine', { line: noun(line.label) })}
      </Button>
    </div>
  )
}

const defaultsOf = (fields: readonly FieldDescription[]): Line =>
  Object.fromEntries(fields.flatMap(field => (field.default === undefined ? [] : [[field.name, field.default]])))

/** Wide for names, narrow for figures. */
const columnsOf = (fields: readonly FieldDescription[]): { gridTemplateColumns: string } => ({
  gridTemplateColumns: `28px ${fields.map(field => columnWidth(field)).join(' ')} 84px`,
})

const columnWidth = ({ type }: FieldDescription): string => {
  if (faceOf(type).align === 'end') return 'minmax(84px, 1fr)'
  return type === 'longText' ? 'minmax(200px, 4fr)' : 'minmax(120px, 2fr)'
}

function LineCell({
  id,
  place,
  field,
  object,
  value,
  values,
  error,
  label,
  onChange,
}: {
  id: string
  place: string
  field: FieldDescription
  object: string
  value: unknown
  values: Values
  error: string | undefined
  label: string
  onChange: (value: unknown) => void
}) {
  const { Input } = faceOf(field.type)
  return (
    <span className="field-line-cell" data-cell={place}>
      <label className="field-line-label" htmlFor={id}>
        <span className="for-readers-only">{label}</span>
        <span aria-hidden="true">{field.label}</span>
      </label>
      <Input
        id={id}
        field={field}
        object={object}
        value={value}
        values={values}
        onChange={onChange}
        room="line"
        isInvalid={error !== undefined}
        {...(error ? { describedBy: `${id}-error` } : {})}
      />
      {error && (
        <span className="field-error" id={`${id}-error`}>
          {error}
        </span>
      )}
    </span>
  )
}

function LinesCell(props: CellProps<Line[]>) {
  const line = useObjectNamed(props.field.object)
  const own = props.room === 'page' && line ? linesFaceOf(line) : undefined
  if (!own) return <PlainLinesCell {...props} />
  const { Cell } = own
  return (
    <Suspense fallback={null}>
      <Cell {...props} />
    </Suspense>
  )
}

function PlainLinesCell({ field, value, values, room }: CellProps<Line[]>) {
  const t = useText()
  const line = useObjectNamed(field.object)
  if (!line || value.length === 0) return null
  if (room === 'line') return <span className="field-text">{t('fieldsUi.lineCount', { count: value.length })}</span>
  const fields = lineFields(field, line.fields).filter(one =>
    value.some(row => row[one.name] != null && row[one.name] !== ''),
  )
  return (
    // Wide lines scroll sideways, also by keyboard.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <div className="field-lines-table" tabIndex={0} role="region" aria-label={field.label}>
      <table>
        <thead>
          <tr>
            {fields.map(one => (
              <th key={one.name} scope="col" className={faceOf(one.type).align === 'end' ? 'field-end' : ''}>
                {one.label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {value.map((row, index) => (
            <tr key={typeof row.id === 'string' ? row.id : index}>
              {fields.map(one => {
                const { Cell, align } = faceOf(one.type)
                const cell = row[one.name]
                return (
                  <td key={one.name} className={align === 'end' ? 'field-end' : ''}>
                    {cell == null ? null : (
                      <Cell field={one} object={line.name} value={cell} values={{ ...values, ...row }} room="line" />
                    )}
                  </td>
                )
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

/** Lines are asked for only by whether there are any. */
function NoFilterInput(_props: FilterInputProps) {
  return null
}

/** Lines of a document. */
export const linesFace: FieldFace<Line[]> = {
  Input: LinesInput,
  Cell: LinesCell,
  FilterInput: NoFilterInput,
  words: (value, _field, { t }) => t('fieldsUi.lineCount', { count: value.length }),
  width: 90,
  endsBy: 'button',
}
