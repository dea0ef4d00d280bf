import { EditOutlined, EllipsisOutlined, FormOutlined, MailOutlined, PhoneOutlined } from '@ant-design/icons'
import { Button, Dropdown, type MenuProps } from 'antd'
import { useState } from 'react'
import { type ApiRecord, type ApiReference, type ObjectDescription, useSession } from '#web/api/index.ts'
import { titleOf } from '#web/fields/reference-search.ts'
import { isEmpty, Value } from '#web/fields/Value.tsx'
import { usePhone, useText } from '#web/ui/index.ts'
import { EditSheet } from '../form/EditSheet.tsx'
import { mainPoint } from '../list/contact-point.ts'
import { StarButton } from '../stars/StarButton.tsx'
import { useCanLog, useLog } from './logging.ts'
import { useMoreItems } from './more-items.tsx'
import { NewRelated, useNewItems } from './NewRelated.tsx'
import styles from './record.module.css'
import { FactPanels } from './SidePanels.tsx'
import { VerbButtons } from './VerbButtons.tsx'

interface HeadProps {
  object: ObjectDescription
  record: ApiRecord
  onRemoved: () => void
  /** Brings the cursor to where follow-ups are written; on the page alone. */
  onWrite?: () => void
  /** Of the heading: 1 on the page, 2 in the peek. */
  level: 1 | 2
}

/** The head of a record: its name, its states, whose it is, what can be done with it. */
export function RecordHead(props: HeadProps) {
  const phone = usePhone()
  const { user } = useSession()
  const { object, record, onRemoved, level } = props
  const more = useMoreItems(object, record, onRemoved)
  const [isEditing, setEditing] = useState(false)
  const Title = level === 1 ? 'h1' : 'h2'
  const title = titleOf(object, record)
  const states = object.fields.filter(field => field.type === 'status' && !isEmpty(record[field.name]))
  const owner = object.owned ? object.fields.find(field => field.name === 'owner') : undefined
  // Where there is little room, what is one's own needs no name.
  const isOwn = (record.owner as unknown as ApiReference | null | undefined)?.id === user.id
  const edit = () => setEditing(true)
  return (
    <header className={styles.head}>
      <div className={styles.titles}>
        <Title className={styles.title}>{title || <Untitled />}</Title>
        <StarButton path={object.path} id={record.id} title={title} />
        {/* On a phone there is room for the first. */}
        {states.slice(0, phone ? 1 : states.length).map(field => (
          <Value key={field.name} field={field} object={object.name} values={record} />
        ))}
        <FactPanels object={object} record={record} place="head" />
        {owner && !isEmpty(record.owner) && !(phone && isOwn) && (
          <span className={styles.owner}>
            {phone ? null : owner.label} <Value field={owner} object={object.name} values={record} />
          </span>
        )}
      </div>
      <div className={styles.actions}>
        {phone ? (
          <PhoneActions {...props} moreItems={more.items} onEdit={edit} />
        ) : (
          <DeskActions {...props} moreItems={more.items} onEdit={edit} />
        )}
      </div>
      {more.open}
      <EditSheet object={object} record={record} open={isEditing} onClose={() => setEditing(false)} />
    </header>
  )
}

const Untitled = () => useText()('fieldsUi.untitled')

interface ActionsProps extends HeadProps {
  moreItems: NonNullable<MenuProps['items']>
  onEdit: () => void
}

/** One button leads: a verb that says so, else writing down what was said. */
const isLedByVerb = (object: ObjectDescription, record: ApiRecord): boolean =>
  object.verbs.some(verb => verb.tone === 'primary' && record.can.includes(verb.verb))

function DeskActions({ object, record, onRemoved, onWrite, level, moreItems, onEdit }: ActionsProps) {
  const t = useText()
  const canLog = useCanLog(object.name)
  return (
    <>
      {onWrite && canLog && (
        <Button
          type={isLedByVerb(object, record) ? 'default' : 'primary'}
          icon={<EditOutlined aria-hidden />}
          onClick={onWrite}
        >
          {t('records.log.write')}
        </Button>
      )}
      {onWrite && <NewRelated object={object} record={record} />}
      <VerbButtons object={object} record={record} most={level === 1 ? 4 : 3} onGone={onRemoved} />
      {record.can.includes('update') && (
        <Button icon={<FormOutlined aria-hidden />} aria-label={t('records.head.edit')} onClick={onEdit}>
          {t('records.head.edit')}
        </Button>
      )}
      <Dropdown trigger={['click']} placement="bottomRight" menu={{ items: moreItems }}>
        <Button icon={<EllipsisOutlined aria-hidden />} aria-label={t('records.head.more')} />
      </Dropdown>
    </>
  )
}

/** What one opens a record for on a phone: to write down what was said and to call; everything else is one tap further. */
function PhoneActions({ object, record, onRemoved, moreItems, onEdit }: ActionsProps) {
  const t = useText()
  const title = titleOf(object, record)
  const canLog = useCanLog(object.name)
  const log = useLog()
  const newItems = useNewItems(object, record)
  const point = mainPoint(object.fields, record)
  const isPhone = point?.type === 'phones'
  const first: ActionsProps['moreItems'] = record.can.includes('update')
    ? [{ key: 'edit', icon: <FormOutlined aria-hidden />, label: t('records.head.edit'), onClick: onEdit }]
    : []
  const last: ActionsProps['moreItems'] =
    newItems.length > 0
      ? [
          { key: 'new', type: 'group', label: t('records.head.new'), children: newItems },
          { type: 'divider' },
          ...moreItems,
        ]
      : moreItems
  return (
    <>
      {canLog && (
        <Button
          type={isLedByVerb(object, record) ? 'default' : 'primary'}
          icon={<EditOutlined aria-hidden />}
          onClick={() => log({ object: object.name, path: object.path, id: record.id, title })}
        >
          {t('records.log.write')}
        </Button>
      )}
      {point && (
        <Button
          href={`${isPhone ? 'tel' : 'mailto'}:${point.address}`}
          icon={isPhone ? <PhoneOutlined aria-hidden /> : <MailOutlined aria-hidden />}
          aria-label={t(isPhone ? 'fieldsUi.call' : 'fieldsUi.mail', { text: title })}
        />
      )}
      <VerbButtons object={object} record={record} onGone={onRemoved} others={{ first, last }} />
    </>
  )
}
