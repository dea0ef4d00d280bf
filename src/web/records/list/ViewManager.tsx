import { ArrowDownOutlined, ArrowUpOutlined, PushpinFilled, PushpinOutlined } from '@ant-design/icons'
import { Button, Checkbox, Tooltip } from 'antd'
import { Sheet, useText } from '#web/ui/index.ts'
import styles from './list.module.css'
import type { ListState } from './use-list.ts'

/** Which views stand as tabs, in which order, and which comes first: one's own choice. */
export function ViewManager({ list, open, onClose }: { list: ListState; open: boolean; onClose: () => void }) {
  const t = useText()
  const { allViews, preferences, changePreferences } = list
  const hidden = new Set(preferences.hidden)
  const shownCount = allViews.filter(view => !hidden.has(view.id)).length
  const move = (id: string, by: number) => {
    const ids = allViews.map(view => view.id)
    const from = ids.indexOf(id)
    const rest = ids.filter(one => one !== id)
    changePreferences(before => ({ ...before, order: [...rest.slice(0, from + by), id, ...rest.slice(from + by)] }))
  }
  return (
    <Sheet open={open} title={t('records.views.manage')} onClose={onClose} height="auto">
      <ul className={styles.manager}>
        {allViews.map((view, index) => {
          const isShown = !hidden.has(view.id)
          const isDefault = preferences.defaultView === view.id
          return (
            <li key={view.id}>
              <Checkbox
                checked={isShown}
                disabled={isShown && shownCount === 1}
                onChange={() =>
                  changePreferences(before => ({
                    ...before,
                    hidden: isShown ? [...before.hidden, view.id] : before.hidden.filter(id => id !== view.id),
                  }))
                }
              >
                {view.label}
                {view.owner && !view.isOwn && <span className={styles.managerNote}>{view.owner.title}</span>}
              </Checkbox>
              <span>
                <Tooltip title={isDefault ? t('records.views.isDefault') : t('records.views.makeDefault')}>
                  <Button
                    type="text"
                    size="small"
                    aria-pressed={isDefault}
                    icon={isDefault ? <PushpinFilled aria-hidden /> : <PushpinOutlined aria-hidden />}
                    aria-label={t('records.views.makeDefaultNamed', { view: view.label })}
                    onClick={() =>
                      changePreferences(before => ({ ...before, defaultView: isDefault ? null : view.id }))
                    }
                  />
                </Tooltip>
                <Button
                  type="text"
                  size="small"
                  disabled={index === 0}
                  icon={<ArrowUpOutlined aria-hidden />}
                  aria-label={t('records.columns.earlier', { column: view.label })}
                  onClick={() => move(view.id, -1)}
                />
                <Button
                  type="text"
                  size="small"
                  disabled={index === allViews.length - 1}
                  icon={<ArrowDownOutlined aria-hidden />}
                  aria-label={t('records.columns.later', { column: view.label })}
                  onClick={() => move(view.id, 1)}
                />
              </span>
            </li>
          )
        })}
      </ul>
    </Sheet>
  )
}
