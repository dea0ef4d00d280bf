import { PhoneOutlined, StarFilled } from '@ant-design/icons'
import { Link } from '@tanstack/react-router'
import { type ApiRecord, type ApiReference, fieldNamed, useObjectNamed, useRecords } from '#web/api/index.ts'
import { RecordLink } from '#web/records/RecordLink.tsx'
import { mainPoint } from '#web/records/list/contact-point.ts'
import type { PanelProps } from '#web/shell/define-web-module.ts'
import { useText } from '#web/ui/index.ts'
import { contactsOf } from '../contact.page.rules.ts'
import styles from './customer-contacts.module.css'

const shown = 4

/** The people whom one calls, at the left of the page: the primary contact first, with one tap to the phone, and the way to the map. */
export default function ContactsInBrief({ object, record }: PanelProps) {
  const t = useText()
  const contact = useObjectNamed('contact')
  const { records } = useRecords('contacts', contactsOf(record.id))
  if (!contact || !records || records.length === 0) return null
  const primary = (record.primaryContact as unknown as ApiReference | null)?.id
  const inOrder = [...records].sort((a, b) => Number(b.id === primary) - Number(a.id === primary))
  const roleOf = (one: ApiRecord): string =>
    fieldNamed(contact, 'role')?.options?.find(option => option.id === one.role)?.label ?? ''
  const to = { to: '/o/$path/$id', params: { path: object.path, id: record.id } } as const
  return (
    <section className={styles.brief} aria-label={t('contacts.panel.title')}>
      <h2 className={styles.briefHead}>
        <Link {...to} search={{ tab: 'contacts' }} replace>
          {t('contacts.panel.title')} {records.length}
        </Link>
        <Link {...to} search={{ tab: 'map' }} replace>
          {t('contacts.panel.map')}
        </Link>
      </h2>
      <ul className={styles.list}>
        {inOrder.slice(0, shown).map(one => {
          const point = mainPoint(contact.fields, one)
          const about = [one.jobTitle, roleOf(one)].filter(Boolean).join(' · ')
          return (
            <li key={one.id} className={styles.briefRow}>
              <span>
                {one.id === primary ? (
                  <StarFilled className={styles.star ?? ''} aria-label={t('contacts.panel.primary')} />
                ) : null}{' '}
                <RecordLink object="contact" id={one.id} title={String(one.name)} />{' '}
                <span className={styles.said}>{about}</span>
              </span>
              {point?.type === 'phones' ? (
                <a
                  className={styles.call}
                  href={`tel:${point.address}`}
                  aria-label={t('contacts.panel.call', { name: String(one.name) })}
                >
                  <PhoneOutlined aria-hidden />
                </a>
              ) : null}
            </li>
          )
        })}
      </ul>
    </section>
  )
}
