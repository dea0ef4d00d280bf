import { DeleteOutlined, SaveOutlined } from '@ant-design/icons'
import { Button, Input, Popconfirm, Popover } from 'antd'
import { useId, useState } from 'react'
import { useText } from '#web/ui/index.ts'
import styles from './list.module.css'
import type { ListState } from './use-list.ts'

/** The views as tabs; what was chosen beyond the view can be kept as a view of one's own. */
export function ViewTabs({ list }: { list: ListState }) {
  const t = useText()
  const isChanged =
    list.search.filter !== undefined || list.search.sort !== undefined || list.search.columns !== undefined
  return (
    <nav className={styles.views} aria-label={t('records.views.label')}>
      <ul>
        {list.views.map(view => (
          <li key={view.name}>
            <button
              type="button"
              className={styles.view}
              aria-current={view.name === list.view.name ? 'page' : undefined}
              onClick={() =>
                list.go({ view: view.name, filter: undefined, sort: undefined, columns: undefined, open: undefined })
              }
            >
              {view.label}
            </button>
            {view.isOwn && view.name === list.view.name && <RemoveView list={list} />}
          </li>
        ))}
      </ul>
      {isChanged && <KeepView list={list} />}
    </nav>
  )
}

function RemoveView({ list }: { list: ListState }) {
  const t = useText()
  return (
    <Popconfirm
      title={t('records.views.remove', { view: list.view.label })}
      okText={t('records.views.removeYes')}
      onConfirm={() => {
        list.changePreferences(before => ({
          ...before,
          views: before.views.filter(view => view.name !== list.view.name),
        }))
        list.go({ view: undefined }, { replace: true })
      }}
    >
      <Button
        type="text"
        size="small"
        icon={<DeleteOutlined aria-hidden />}
        aria-label={t('records.views.remove', { view: list.view.label })}
      />
    </Popconfirm>
  )
}

function KeepView({ list }: { list: ListState }) {
  const t = useText()
  const id = useId()
  const [isOpen, setOpen] = useState(false)
  const [label, setLabel] = useState('')
  const keep = () => {
    const named = label.trim()
    if (named === '') return
    const name = `own-${Date.now().toString(36)}`
    const { filter } = list
    list.changePreferences(before => ({
      ...before,
      views: [
        ...before.views,
        { name, label: named, ...(filter ? { filter } : {}), sort: list.sort, columns: list.columns },
      ],
    }))
    setOpen(false)
    setLabel('')
    list.go({ view: name, filter: undefined, sort: undefined, columns: undefined })
  }
  return (
    <Popover
      trigger="click"
      open={isOpen}
      onOpenChange={setOpen}
      content={
        <form
          className={styles.keepView}
          onSubmit={event => {
            event.preventDefault()
            keep()
          }}
        >
          <label htmlFor={id}>{t('records.views.name')}</label>
          <Input id={id} value={label} maxLength={40} autoFocus onChange={event => setLabel(event.target.value)} />
          <Button type="primary" htmlType="submit" disabled={label.trim() === ''}>
            {t('records.views.keep')}
          </Button>
        </form>
      }
    >
      <Button type="text" size="small" icon={<SaveOutlined aria-hidden />}>
        {t('records.views.keepAs')}
      </Button>
    </Popover>
  )
}
