import { PlusOutlined, PrinterOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import { useState } from 'react'
import { type ApiRecord, hasRight, useObjectNamed } from '#web/api/index.ts'
import { useQuickCreate } from '#web/fields/quick-create.ts'
import { EmptyState, Sheet, usePhone, useText, useToast } from '#web/ui/index.ts'
import styles from './decision-map.module.css'
import { MapDrawing } from './MapDrawing.tsx'
import type { MapState, Person, PersonChange, Place } from './map-types.ts'
import { PeopleList } from './PeopleList.tsx'
import { PersonForm } from './PersonForm.tsx'
import { useWords } from './use-words.ts'

/** The map: drawn where there is room, as a list on a phone; in both a person opens the same form. */
export function MapView({ state, title, customer }: { state: MapState; title: string; customer: ApiRecord }) {
  const t = useText()
  const phone = usePhone()
  const toast = useToast()
  const words = useWords()
  const quickCreate = useQuickCreate()
  const contact = useObjectNamed('contact')
  const [openId, setOpenId] = useState<string | null>(null)
  const person = state.people.find(one => one.id === openId)
  const safely = async (work: () => Promise<void>): Promise<boolean> => {
    try {
      await work()
      return true
    } catch (error) {
      toast.fail(error)
      return false
    }
  }
  const add = quickCreate && contact && hasRight(contact, 'create') && (
    <Button
      size="small"
      icon={<PlusOutlined aria-hidden />}
      onClick={() =>
        quickCreate({
          object: 'contact',
          values: { customer: { id: customer.id, title: String(customer.name ?? '') } },
          onCreated: () => undefined,
        })
      }
    >
      {t('contacts.panel.new')}
    </Button>
  )
  if (state.people.length === 0)
    return (
      <EmptyState title={t('contacts.map.none')} text={t('contacts.map.noneText')}>
        {add}
      </EmptyState>
    )
  const open = (one: Person) => setOpenId(one.id)
  const save = async (one: Person, change: PersonChange) => {
    if (await safely(() => state.change(one, change))) setOpenId(null)
  }
  return (
    <section className={styles.map} aria-label={t('contacts.map.title')} data-map>
      <div className={styles.bar}>
        <p className={styles.hint}>{phone || !state.mayDraw ? t('contacts.map.hintList') : t('contacts.map.hint')}</p>
        {add}
        {phone ? null : (
          <Button size="small" icon={<PrinterOutlined aria-hidden />} onClick={print}>
            {t('contacts.map.print')}
          </Button>
        )}
      </div>
      <h2 className={styles.printed}>
        {t('contacts.map.title')} · {title}
      </h2>
      {phone ? (
        <PeopleList state={state} words={words} onOpen={open} />
      ) : (
        <MapDrawing
          state={state}
          words={words}
          onOpen={open}
          onMove={(id: string, place: Place) => safely(() => state.move(id, place))}
        />
      )}
      <Legend words={words} />
      <Sheet open={person !== undefined} title={person?.name ?? ''} height="auto" onClose={() => setOpenId(null)}>
        {person ? (
          <PersonForm
            key={person.id}
            state={state}
            person={person}
            words={words}
            onSave={change => save(person, change)}
          />
        ) : null}
      </Sheet>
    </section>
  )
}

/** What colours, sizes and lines mean. */
function Legend({ words }: { words: ReturnType<typeof useWords> }) {
  const t = useText()
  return (
    <ul className={styles.legend} aria-label={t('contacts.map.legend')}>
      {words.attitudes.map(({ id, label }) => (
        <li key={id}>
          <i className={styles.dot} data-attitude={id} aria-hidden="true" /> {label}
        </li>
      ))}
      <li>
        <i className={styles.line} data-kind="reportsTo" aria-hidden="true" /> {words.kind('reportsTo')}
      </li>
      <li>
        <i className={styles.line} data-kind="influences" aria-hidden="true" /> {words.kind('influences')}
      </li>
      <li>{t('contacts.map.size')}</li>
    </ul>
  )
}

/** Prints the map alone. */
function print(): void {
  const root = document.documentElement
  root.dataset.printing = 'map'
  window.addEventListener('afterprint', () => delete root.dataset.printing, { once: true })
  window.print()
}
