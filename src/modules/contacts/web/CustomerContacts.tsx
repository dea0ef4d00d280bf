import { PlusOutlined, StarFilled, StarOutlined } from '@ant-design/icons'
import { Link } from '@tanstack/react-router'
import { Button, Tooltip } from 'antd'
import {
  type ApiRecord,
  type ApiReference,
  fieldNamed,
  hasRight,
  type ObjectDescription,
  useObjectNamed,
  useRecords,
  useVerb,
} from '#web/api/index.ts'
import { useQuickCreate } from '#web/fields/quick-create.ts'
import { titleOf } from '#web/fields/reference-search.ts'
import { Value } from '#web/fields/Value.tsx'
import { RecordLink } from '#web/records/RecordLink.tsx'
import type { PanelProps } from '#web/shell/define-web-module.ts'
import { EmptyState, ErrorState, Skeletons, useText, useToast } from '#web/ui/index.ts'
import { contactsOf } from '../contact.page.rules.ts'
import styles from './customer-contacts.module.css'

/** Whom one knows at this customer: the primary contact first, each to be called or copied, and a way to one more. */
export default function CustomerContacts({ object, record }: PanelProps) {
  const t = useText()
  const contact = useObjectNamed('contact')
  const quickCreate = useQuickCreate()
  const { filter } = contactsOf(record.id)
  const { records, error } = useRecords('contacts', contactsOf(record.id))
  if (error) return <ErrorState error={error} />
  if (!records || !contact) return <Skeletons shape="list" />
  const primary = (record.primaryContact as unknown as ApiReference | null)?.id
  const inOrder = [...records].sort((a, b) => Number(b.id === primary) - Number(a.id === primary))
  const make = () =>
    quickCreate?.({
      object: 'contact',
      values: { customer: { id: record.id, title: titleOf(object, record) } },
      onCreated: () => undefined,
    })
  const button = quickCreate && hasRight(contact, 'create') && (
    <Button icon={<PlusOutlined aria-hidden />} onClick={make}>
      {t('contacts.panel.new')}
    </Button>
  )
  if (records.length === 0)
    return (
      <EmptyState title={t('contacts.panel.none')} text={t('contacts.panel.noneText')}>
        {button}
      </EmptyState>
    )
  return (
    <>
      <div className={styles.head}>
        {button}
        <Link to="/o/$path" params={{ path: 'contacts' }} search={{ filter }}>
          {t('contacts.panel.all')}
        </Link>
      </div>
      <ul className={styles.list}>
        {inOrder.map(one => (
          <Contact key={one.id} contact={contact} record={one} customer={record} isPrimary={one.id === primary} />
        ))}
      </ul>
    </>
  )
}

const facts = ['phones', 'wechats', 'emails'] as const
const said = ['jobTitle', 'role', 'attitude'] as const

function Contact({
  contact,
  record,
  customer,
  isPrimary,
}: {
  contact: ObjectDescription
  record: ApiRecord
  customer: ApiRecord
  isPrimary: boolean
}) {
  const shown = (names: readonly string[]) =>
    names.flatMap(name => {
      const field = fieldNamed(contact, name)
      return field && record[name] ? [field] : []
    })
  return (
    <li className={styles.contact}>
      <div className={styles.name}>
        <Primary customer={customer} record={record} isPrimary={isPrimary} />
        <RecordLink object="contact" id={record.id} title={String(record.name)} />
        {shown(said).map(field => (
          <span key={field.name} className={styles.said}>
            <Value field={field} object="contact" values={record} />
          </span>
        ))}
      </div>
      <div className={styles.points}>
        {shown(facts).map(field => (
          <Value key={field.name} field={field} object="contact" values={record} room="page" />
        ))}
      </div>
    </li>
  )
}

/** Whom one calls first: said, and for whoever may, chosen by one click. */
function Primary({ customer, record, isPrimary }: { customer: ApiRecord; record: ApiRecord; isPrimary: boolean }) {
  const t = useText()
  const toast = useToast()
  const choose = useVerb('customers', 'choosePrimaryContact')
  const name = String(record.name)
  if (isPrimary)
    return (
      <Tooltip title={t('contacts.panel.primary')}>
        <StarFilled className={styles.star ?? ''} aria-label={t('contacts.panel.primary')} />
      </Tooltip>
    )
  if (!customer.can.includes('choosePrimaryContact')) return null
  const take = async () => {
    try {
      await choose.mutateAsync({ id: customer.id, input: { contact: record.id } })
      toast.say(t('contacts.panel.madePrimary', { name }))
    } catch (error) {
      toast.fail(error)
    }
  }
  return (
    <Tooltip title={t('contacts.panel.makePrimary', { name })}>
      <Button
        type="text"
        size="small"
        className={styles.choose ?? ''}
        aria-label={t('contacts.panel.makePrimary', { name })}
        icon={<StarOutlined aria-hidden />}
        loading={choose.isPending}
        onClick={() => void take()}
      />
    </Tooltip>
  )
}
