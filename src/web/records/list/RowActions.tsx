import { EditOutlined, MailOutlined, PhoneOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import type { ApiRecord, ObjectDescription } from '#web/api/index.ts'
import { useText } from '#web/ui/index.ts'
import { useCanLog, useLog } from '../page/logging.ts'
import { StarButton } from '../stars/StarButton.tsx'
import { mainPoint } from './contact-point.ts'
import styles from './grid.module.css'

/** What can be done with a row without opening it: call or mail, log a follow-up, star. Shown when the mouse is on it. */
export function RowActions({ object, record, title }: { object: ObjectDescription; record: ApiRecord; title: string }) {
  const t = useText()
  const point = mainPoint(object.fields, record)
  const canLog = useCanLog(object.name)
  const log = useLog()
  return (
    // Clicks here are no clicks on the row.
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/no-static-element-interactions
    <span className={styles.rowActions} onClick={event => event.stopPropagation()}>
      {point && (
        <Button
          type="text"
          size="small"
          tabIndex={-1}
          href={`${point.type === 'phones' ? 'tel' : 'mailto'}:${point.address}`}
          icon={point.type === 'phones' ? <PhoneOutlined aria-hidden /> : <MailOutlined aria-hidden />}
          aria-label={t(point.type === 'phones' ? 'fieldsUi.call' : 'fieldsUi.mail', { text: title })}
        />
      )}
      {canLog && (
        <Button
          type="text"
          size="small"
          tabIndex={-1}
          title={t('records.log.write')}
          icon={<EditOutlined aria-hidden />}
          aria-label={t('records.log.about', { title })}
          onClick={() => log({ object: object.name, path: object.path, id: record.id, title })}
        />
      )}
      <StarButton path={object.path} id={record.id} title={title} size="small" />
    </span>
  )
}
