import { ArrowDownOutlined, ArrowUpOutlined, HolderOutlined, SettingOutlined } from '@ant-design/icons'
import { Button, Checkbox, Input, Popover, Segmented, Tooltip } from 'antd'
import { type DragEvent, useState } from 'react'
import type { FieldDescription } from '#web/api/index.ts'
import { useText } from '#web/ui/index.ts'
import styles from './list.module.css'
import type { ListState } from './use-list.ts'

/** Which columns, in which order, how close the rows stand, one long list or pages. Kept for this person. */
export function ColumnChooser({ list }: { list: ListState }) {
  const t = useText()
  return (
    <Popover trigger="click" placement="bottomRight" destroyOnHidden content={<Columns list={list} />}>
      <Tooltip title={t('records.columns.open')}>
        <Button type="text" icon={<SettingOutlined aria-hidden />} aria-label={t('records.columns.open')} />
      </Tooltip>
    </Popover>
  )
}

function Columns({ list }: { list: ListState }) {
  const t = useText()
  const { object, columns, preferences } = list
  const [typed, setTyped] = useState('')
  const [dragged, setDragged] = useState<string | null>(null)
  const fits = (field: FieldDescription): boolean => field.label.toLowerCase().includes(typed.trim().toLowerCase())
  const shown = columns.flatMap(name => object.fields.find(field => field.name === name) ?? [])
  const hidden = object.fields.filter(field => !columns.includes(field.name))
  /** The name of the record stands first and still: what a row is must be seen however far one scrolls. */
  const place = (name: string, to: number) => {
    const rest = columns.filter(one => one !== name)
    const at = Math.max(1, to)
    list.setColumns([...rest.slice(0, at), name, ...rest.slice(at)])
  }
  const drop = (event: DragEvent, to: number) => {
    event.preventDefault()
    if (dragged !== null) place(dragged, to)
    setDragged(null)
  }
  return (
    <div className={styles.columns}>
      <Segmented
        block
        size="small"
        aria-label={t('records.columns.density')}
        value={list.density}
        options={[
          { value: 'compact' as const, label: t('records.columns.compact') },
          { value: 'roomy' as const, label: t('records.columns.roomy') },
        ]}
        onChange={density =>
          list.changePreferences(before => ({
            ...before,
            density,
            densities: { ...before.densities, [list.view.id]: density },
          }))
        }
      />
      <Segmented
        block
        size="small"
        aria-label={t('records.columns.paging')}
        value={preferences.paging}
        options={[
          { value: 'scroll' as const, label: t('records.columns.scroll') },
          { value: 'pages' as const, label: t('records.columns.pages') },
        ]}
        onChange={paging => list.changePreferences(before => ({ ...before, paging }))}
      />
      <Input
        size="small"
        type="search"
        allowClear
        value={typed}
        aria-label={t('records.columns.search')}
        placeholder={t('records.columns.search')}
        onChange={event => setTyped(event.target.value)}
      />
      <ul>
        {shown.map((field, index) =>
          fits(field) ? (
            <li
              key={field.name}
              data-column-choice={field.name}
              draggable={index > 0}
              onDragStart={() => setDragged(field.name)}
              onDragEnd={() => setDragged(null)}
              onDragOver={event => event.preventDefault()}
              onDrop={event => drop(event, index)}
            >
              <Checkbox
                checked
                disabled={field.name === object.title}
                onChange={() => list.setColumns(columns.filter(name => name !== field.name))}
              >
                {field.label}
              </Checkbox>
              {index > 0 && (
                <span className={styles.columnMoves}>
                  <Button
                    type="text"
                    size="small"
                    disabled={index === 1}
                    icon={<ArrowUpOutlined aria-hidden />}
                    aria-label={t('records.columns.earlier', { column: field.label })}
                    onClick={() => place(field.name, index - 1)}
                  />
                  <Button
                    type="text"
                    size="small"
                    disabled={index === shown.length - 1}
                    icon={<ArrowDownOutlined aria-hidden />}
                    aria-label={t('records.columns.later', { column: field.label })}
                    onClick={() => place(field.name, index + 1)}
                  />
                  <HolderOutlined aria-hidden title={t('records.columns.drag')} />
                </span>
              )}
            </li>
          ) : null,
        )}
        {hidden.filter(fits).map(field => (
          <li key={field.name}>
            <Checkbox checked={false} onChange={() => list.setColumns([...columns, field.name])}>
              {field.label}
            </Checkbox>
          </li>
        ))}
      </ul>
      <Button
        type="link"
        size="small"
        onClick={() => {
          list.changePreferences(before => {
            const { [list.view.id]: _dropped, ...rest } = before.columns
            return { ...before, columns: rest, widths: {} }
          })
        }}
      >
        {t('records.columns.reset')}
      </Button>
    </div>
  )
}
