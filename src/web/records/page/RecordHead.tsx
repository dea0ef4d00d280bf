import {
  CopyOutlined,
  DeleteOutlined,
  EditOutlined,
  EllipsisOutlined,
  FormOutlined,
  MailOutlined,
  MergeCellsOutlined,
  PhoneOutlined,
} from '@ant-design/icons'
import { useNavigate } from '@tanstack/react-router'
import { Button, Dropdown } from 'antd'
import { useState } from 'react'
import { type ApiRecord, type ObjectDescription, useRemoveRecord, useRestoreRecord } from '#web/api/index.ts'
import { titleOf } from '#web/fields/reference-search.ts'
import { isEmpty, Value } from '#web/fields/Value.tsx'
import { usePersonMenu } from '#web/personal-data/PersonMenu.tsx'
import { usePhone, useText, useToast } from '#web/ui/index.ts'
import { EditSheet } from '../form/EditSheet.tsx'
import { mainPoint } from '../list/contact-point.ts'
import { StarButton } from '../stars/StarButton.tsx'
import { LogSheet, useCanLog } from './LogSheet.tsx'
import { NewRelated } from './NewRelated.tsx'
import styles from './record.module.css'
import { FactPanels } from './SidePanels.tsx'
import { VerbButtons } from './VerbButtons.tsx'

/** The head of a record: its name, its states, whose it is, what can be done with it. */
export function RecordHead({
  object,
  record,
  onRemoved,
  onWrite,
  level,
}: {
  object: ObjectDescription
  record: ApiRecord
  onRemoved: () => void
  /** Brings the cursor to where follow-ups are written; on the page alone. */
  onWrite?: () => void
  /** Of the heading: 1 on the page, 2 in the peek. */
  level: 1 | 2
}) {
  const t = useText()
  const phone = usePhone()
  const canLog = useCanLog(object.name)
  const [isEditing, setEditing] = useState(false)
  // One button leads.
  const isLed = object.verbs.some(verb => verb.tone === 'primary' && record.can.includes(verb.verb))
  const Title = level === 1 ? 'h1' : 'h2'
  const states = object.fields.filter(field => field.type === 'status' && !isEmpty(record[field.name]))
  const more = (
    <>
      {record.can.includes('update') && (
        <Button
          icon={<FormOutlined aria-hidden />}
          aria-label={t('records.head.edit')}
          type={phone ? 'text' : 'default'}
          onClick={() => setEditing(true)}
        >
          {phone ? null : t('records.head.edit')}
        </Button>
      )}
      <MoreMenu object={object} record={record} onRemoved={onRemoved} />
    </>
  )
  const owner = object.owned ? object.fields.find(field => field.name === 'owner') : undefined
  return (
    <header className={styles.head}>
      <div className={styles.titles}>
        <Title className={styles.title}>{titleOf(object, record) || t('fieldsUi.untitled')}</Title>
        <StarButton path={object.path} id={record.id} title={titleOf(object, record)} />
        {states.map(field => (
          <Value key={field.name} field={field} object={object.name} values={record} />
        ))}
        <FactPanels object={object} record={record} place="head" />
        {owner && !isEmpty(record.owner) && (
          <span className={styles.owner}>
            {owner.label} <Value field={owner} object={object.name} values={record} />
          </span>
        )}
        {phone && <div className={styles.more}>{more}</div>}
      </div>
      <div className={styles.actions}>
        {phone && <Reach object={object} record={record} />}
        {!phone && onWrite && canLog && (
          <Button type={isLed ? 'default' : 'primary'} icon={<EditOutlined aria-hidden />} onClick={onWrite}>
            {t('records.log.write')}
          </Button>
        )}
        {!phone && onWrite && <NewRelated object={object} record={record} />}
        <VerbButtons object={object} record={record} most={phone ? 2 : level === 1 ? 4 : 3} onGone={onRemoved} />
        {phone ? null : more}
      </div>
      <EditSheet object={object} record={record} open={isEditing} onClose={() => setEditing(false)} />
    </header>
  )
}

/** On a phone, what one opens a record for: to call, and to write down what was said. */
function Reach({ object, record }: { object: ObjectDescription; record: ApiRecord }) {
  const t = useText()
  const title = titleOf(object, record)
  const canLog = useCanLog(object.name)
  const [isLogging, setLogging] = useState(false)
  const point = mainPoint(object.fields, record)
  const isPhone = point?.type === 'phones'
  return (
    <>
      {point && (
        <Button
          href={`${isPhone ? 'tel' : 'mailto'}:${point.address}`}
          icon={isPhone ? <PhoneOutlined aria-hidden /> : <MailOutlined aria-hidden />}
          aria-label={t(isPhone ? 'fieldsUi.call' : 'fieldsUi.mail', { text: title })}
        />
      )}
      {canLog && <Button onClick={() => setLogging(true)}>{t('records.log.write')}</Button>}
      {isLogging && (
        <LogSheet
          record={{ object: object.name, path: object.path, id: record.id, title }}
          onClose={() => setLogging(false)}
        />
      )}
    </>
  )
}

function MoreMenu({
  object,
  record,
  onRemoved,
}: {
  object: ObjectDescription
  record: ApiRecord
  onRemoved: () => void
}) {
  const t = useText()
  const toast = useToast()
  const navigate = useNavigate()
  const { mutateAsync: remove } = useRemoveRecord(object.path)
  const { mutateAsync: restore } = useRestoreRecord(object.path)
  const person = usePersonMenu(object, record)
  const copyLink = async () => {
    await navigator.clipboard.writeText(`${location.origin}/o/${object.path}/${record.id}`)
    toast.say(t('records.head.linkCopied'))
  }
  const takeAway = async () => {
    try {
      await remove(record.id)
    } catch (error) {
      toast.fail(error)
      return
    }
    onRemoved()
    toast.sayUndo(t('records.head.removed', { title: titleOf(object, record) }), () => restore(record.id))
  }
  return (
    <>
      <Dropdown
        trigger={['click']}
        placement="bottomRight"
        menu={{
          items: [
            // A page served without TLS to another machine has no clipboard.
            ...(navigator.clipboard
              ? [
                  {
                    key: 'link',
                    icon: <CopyOutlined aria-hidden />,
                    label: t('records.head.copyLink'),
                    onClick: () => void copyLink(),
                  },
                ]
              : []),
            ...(record.can.includes('merge')
              ? [
                  {
                    key: 'merge',
                    icon: <MergeCellsOutlined aria-hidden />,
                    label: t('records.head.merge'),
                    onClick: () =>
                      void navigate({
                        to: '/p/$page',
                        params: { page: 'merge' },
                        search: { view: `${object.name}.${record.id}` },
                      }),
                  },
                ]
              : []),
            ...person.items,
            ...(record.can.includes('remove')
              ? [
                  {
                    key: 'remove',
                    icon: <DeleteOutlined aria-hidden />,
                    label: t('records.head.remove'),
                    danger: true,
                    onClick: () => void takeAway(),
                  },
                ]
              : []),
          ],
        }}
      >
        <Button icon={<EllipsisOutlined aria-hidden />} aria-label={t('records.head.more')} />
      </Dropdown>
      {person.open}
    </>
  )
}
