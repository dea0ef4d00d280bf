import { CloseOutlined, ExpandOutlined } from '@ant-design/icons'
import { useNavigate } from '@tanstack/react-router'
import { Button, Tooltip } from 'antd'
import { type ObjectDescription, useRecord } from '#web/api/index.ts'
import { ErrorState, Skeletons, useText } from '#web/ui/index.ts'
import { Facts } from './Facts.tsx'
import { RecordHead } from './RecordHead.tsx'
import styles from './record.module.css'
import { SidePanels } from './SidePanels.tsx'
import { SystemFacts } from './SystemFacts.tsx'
import { Timeline } from './Timeline.tsx'

/** A record beside the list, with the same parts as its page; the list stays in use. */
export function Peek({ object, id, onClose }: { object: ObjectDescription; id: string; onClose: () => void }) {
  const t = useText()
  const navigate = useNavigate()
  const { data: record, error, refetch } = useRecord(object.path, id)
  return (
    <aside
      className={styles.peek}
      aria-label={t('records.peek.label', { object: object.label })}
      data-peek={id}
      onKeyDown={event => {
        if (event.key === 'Escape' && !event.defaultPrevented) onClose()
      }}
    >
      <div className={styles.peekBar}>
        <span>{object.label}</span>
        <Tooltip title={t('records.peek.open')}>
          <Button
            type="text"
            icon={<ExpandOutlined aria-hidden />}
            aria-label={t('records.peek.open')}
            onClick={() => void navigate({ to: '/o/$path/$id', params: { path: object.path, id } })}
          />
        </Tooltip>
        <Button
          type="text"
          icon={<CloseOutlined aria-hidden />}
          aria-label={t('records.peek.close')}
          onClick={onClose}
        />
      </div>
      <div className={styles.peekBody}>
        {error ? (
          <ErrorState error={error} onRetry={() => void refetch()} />
        ) : record ? (
          <>
            <RecordHead object={object} record={record} onRemoved={onClose} level={2} />
            <div className={styles.peekParts}>
              <div>
                <Facts object={object} record={record} withLines />
              </div>
              <SidePanels object={object} record={record} />
              <section aria-label={t('records.page.timeline')}>
                <h2 className={styles.cardTitle}>{t('records.page.timeline')}</h2>
                <Timeline object={object} id={id} />
              </section>
              <SystemFacts object={object} record={record} />
            </div>
          </>
        ) : (
          <Skeletons shape="form" />
        )}
      </div>
    </aside>
  )
}
