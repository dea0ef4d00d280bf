import { ArrowDownOutlined, ArrowUpOutlined, SettingOutlined } from '@ant-design/icons'
import { Button, Checkbox, Popover, Segmented, Tooltip } from 'antd'
import { useText } from '#web/ui/index.ts'
import styles from './list.module.css'
import type { ListState } from './use-list.ts'

/** Which columns, in which order, how close the rows stand. Kept for this person. */
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
  const shown = columns.flatMap(name => object.fields.find(field => field.name === name) ?? [])
  const hidden = object.fields.filter(field => !columns.includes(field.name))
  const move = (name: string, by: number) => {
    const from = columns.indexOf(name)
    const rest = columns.filter(one => one !== name)
    list.setColumns([...rest.slice(0, from + by), name, ...rest.slice(from + by)])
  }
  return (
    <div className={styles.columns}>
      <Segmented
        block
        size="small"
        aria-label={t('records.columns.density')}
        value={preferences.density}
        options={[
          { value: 'compact', label: t('records.columns.compact') },
          { value: 'roomy', label: t('records.columns.roomy') },
        ]}
        onChange={next =>
          list.changePreferences(before => ({ ...before, density: next === 'roomy' ? 'roomy' : 'compact' }))
        }
      />
      <ul>
        {shown.map((field, index) => (
          <li key={field.name}>
            <Checkbox
              checked
              disabled={field.name === object.title}
              onChange={() => list.setColumns(columns.filter(name => name !== field.name))}
            >
              {field.label}
            </Checkbox>
            {index > 0 && (
              <span>
                <Button
                  type="text"
                  size="small"
                  disabled={index === 1}
                  icon={<ArrowUpOutlined aria-hidden />}
                  aria-label={t('records.columns.earlier', { column: field.label })}
                  onClick={() => move(field.name, -1)}
                />
                <Button
                  type="text"
                  size="small"
                  disabled={index === shown.length - 1}
                  icon={<ArrowDownOutlined aria-hidden />}
                  aria-label={t('records.columns.later', { column: field.label })}
                  onClick={() => move(field.name, 1)}
                />
              </span>
            )}
          </li>
        ))}
        {hidden.map(field => (
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
            const { [list.view.name]: _dropped, ...rest } = before.columns
            return { ...before, columns: rest, widths: {} }
          })
        }}
      >
        {t('records.columns.reset')}
      </Button>
    </div>
  )
}
