import { MoreOutlined, TeamOutlined } from '@ant-design/icons'
import { App, Button, Dropdown, type MenuProps, Tooltip } from 'antd'
import { type DragEvent, Suspense, useState } from 'react'
import { viewMarks } from '#web/shell/define-web-module.ts'
import { useText, useToast } from '#web/ui/index.ts'
import styles from './list.module.css'
import type { ListState } from './use-list.ts'
import { ViewChanges } from './ViewChanges.tsx'
import { ViewManager } from './ViewManager.tsx'
import { ViewSheet } from './ViewSheet.tsx'
import { useRemoveView } from './views-store.ts'

/** The views as tabs, dragged into one's own order; what was chosen beyond the view can be kept or dropped. */
export function ViewTabs({ list }: { list: ListState }) {
  const t = useText()
  const [dragged, setDragged] = useState<string | null>(null)
  const [isManaging, setManaging] = useState(false)
  const [isEditing, setEditing] = useState(false)
  const [marks] = useState(viewMarks)
  const drop = (event: DragEvent, onto: string) => {
    event.preventDefault()
    if (dragged !== null && dragged !== onto)
      list.changePreferences(before => ({ ...before, order: moved(list, dragged, onto) }))
    setDragged(null)
  }
  return (
    <nav className={styles.views} aria-label={t('records.views.label')}>
      <ul>
        {list.views.map(view => {
          const isCurrent = view.id === list.view.id
          return (
            <li
              key={view.id}
              draggable
              data-view={view.id}
              data-dragged={dragged === view.id}
              onDragStart={() => setDragged(view.id)}
              onDragEnd={() => setDragged(null)}
              onDragOver={event => event.preventDefault()}
              onDrop={event => drop(event, view.id)}
            >
              <button
                type="button"
                className={styles.view}
                aria-current={isCurrent ? 'page' : undefined}
                onClick={() => list.openView(view.id)}
              >
                {view.label}
                {marks.map((Mark, place) => (
                  <Suspense key={place} fallback={null}>
                    <Mark object={list.object.name} view={view.id} />
                  </Suspense>
                ))}
              </button>
              {!view.isOwn && view.owner && (
                <Tooltip title={t('records.views.sharedBy', { name: view.owner.title })}>
                  <TeamOutlined
                    className={styles.sharedMark}
                    aria-label={t('records.views.sharedBy', { name: view.owner.title })}
                  />
                </Tooltip>
              )}
              {isCurrent && <ViewMenu list={list} onEdit={() => setEditing(true)} onManage={() => setManaging(true)} />}
            </li>
          )
        })}
      </ul>
      <ViewChanges list={list} />
      <ViewManager list={list} open={isManaging} onClose={() => setManaging(false)} />
      {isEditing && <ViewSheet list={list} view={list.view} onClose={() => setEditing(false)} />}
    </nav>
  )
}

/** All ids with the dragged one in the place of the other. */
function moved(list: ListState, dragged: string, onto: string): string[] {
  const ids = list.allViews.map(view => view.id)
  const to = ids.indexOf(onto)
  const rest = ids.filter(id => id !== dragged)
  return [...rest.slice(0, to), dragged, ...rest.slice(to)]
}

function ViewMenu({ list, onEdit, onManage }: { list: ListState; onEdit: () => void; onManage: () => void }) {
  const t = useText()
  const toast = useToast()
  const { modal } = App.useApp()
  const { mutateAsync: remove } = useRemoveView(list.object.name)
  const { view } = list
  const isDefault = list.preferences.defaultView === view.id
  const askRemoval = () =>
    modal.confirm({
      title: t('records.views.remove', { view: view.label }),
      content: view.share.to === 'nobody' ? undefined : t('records.views.removeShared'),
      okText: t('records.views.removeYes'),
      okButtonProps: { danger: true },
      onOk: async () => {
        try {
          await remove(view.id)
          list.go({ view: undefined }, { replace: true })
        } catch (error) {
          toast.fail(error)
        }
      },
    })
  const items: MenuProps['items'] = [
    ...(view.isEditable ? [{ key: 'edit', label: t('records.views.edit'), onClick: onEdit }] : []),
    {
      key: 'default',
      label: isDefault ? t('records.views.isDefault') : t('records.views.makeDefault'),
      onClick: () => list.changePreferences(before => ({ ...before, defaultView: isDefault ? null : view.id })),
    },
    {
      key: 'hide',
      label: t('records.views.hide'),
      disabled: list.views.length < 2,
      onClick: () => {
        list.changePreferences(before => ({ ...before, hidden: [...before.hidden, view.id] }))
        list.openView(undefined)
      },
    },
    { key: 'manage', label: t('records.views.manage'), onClick: onManage },
    ...(view.isEditable
      ? [{ key: 'remove', danger: true, label: t('records.views.remove', { view: view.label }), onClick: askRemoval }]
      : []),
  ]
  return (
    <Dropdown trigger={['click']} menu={{ items }}>
      <Button
        type="text"
        size="small"
        icon={<MoreOutlined aria-hidden />}
        aria-label={t('records.views.menu', { view: view.label })}
      />
    </Dropdown>
  )
}
