import { useText } from '#web/ui/index.ts'
import styles from './decision-map.module.css'
import { placesFor } from './map-layout.ts'
import type { MapState, Person } from './map-types.ts'
import type { useWords } from './use-words.ts'

/** The map in words, in the order in which it is drawn: who stands above comes first. */
export function PeopleList({
  state,
  words,
  onOpen,
}: {
  state: MapState
  words: ReturnType<typeof useWords>
  onOpen: (person: Person) => void
}) {
  const t = useText()
  const places = placesFor(state.people, state.places)
  const inOrder = [...state.people].sort((a, b) => (places.get(a.id)?.y ?? 0) - (places.get(b.id)?.y ?? 0))
  const nameOf = (id: string): string => state.people.find(person => person.id === id)?.name ?? ''
  return (
    <ul className={styles.people}>
      {inOrder.map(person => (
        <li key={person.id} data-involved={person.isInvolved}>
          <button type="button" className={styles.person} data-person={person.id} onClick={() => onOpen(person)}>
            <i className={styles.dot} data-attitude={person.attitude ?? 'unknown'} aria-hidden="true" />
            <span>
              <b>{person.name}</b>{' '}
              <span className={styles.hint}>
                {[person.jobTitle, words.role(person), words.attitude(person)].filter(Boolean).join(' · ')}
                {person.isInvolved ? '' : ` · ${t('contacts.map.notInvolved')}`}
              </span>
              {state.links
                .filter(link => link.from === person.id)
                .map(link => (
                  <span key={`${link.kind} ${link.to}`} className={styles.way}>
                    {words.kind(link.kind)} {nameOf(link.to)}
                  </span>
                ))}
            </span>
          </button>
        </li>
      ))}
    </ul>
  )
}
