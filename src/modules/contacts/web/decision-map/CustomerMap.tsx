import { type ApiRecord, useRecords, useSaveRecord } from '#web/api/index.ts'
import type { PanelProps } from '#web/shell/define-web-module.ts'
import { ErrorState, Skeletons } from '#web/ui/index.ts'
import { contactsOf } from '../../contact.page.rules.ts'
import { MapView } from './MapView.tsx'
import type { MapState, Person } from './map-types.ts'
import { linksOf, placesOf, useMapSaving } from './use-map-saving.ts'

/** Who decides, influences, uses and blocks at a customer; what is said of somebody here is said of the contact. */
export default function CustomerMap({ record }: PanelProps) {
  const { records, error } = useRecords('contacts', contactsOf(record.id))
  const { mutateAsync: saveContact } = useSaveRecord('contacts')
  const saving = useMapSaving(record)
  if (error) return <ErrorState error={error} />
  if (!records) return <Skeletons shape="list" />
  const people = records.map(personOf)
  const state: MapState = {
    people,
    places: placesOf(record),
    links: linksOf(record, new Set(people.map(({ id }) => id))),
    mayDraw: record.can.includes('update'),
    hasParts: false,
    move: saving.move,
    change: async (person, { role, influence, attitude, reportsTo, influences }) => {
      const changed = { role, influence, attitude }
      const differs = role !== person.role || influence !== person.influence || attitude !== person.attitude
      if (differs && person.mayChange) await saveContact({ id: person.id, values: changed })
      if (state.mayDraw) await saving.link(person.id, { reportsTo, influences })
    },
  }
  return <MapView state={state} title={String(record.name ?? '')} customer={record} />
}

const textOr = (value: unknown): string | null => (typeof value === 'string' && value !== '' ? value : null)

/** A contact as it stands on the map. */
export const personOf = (contact: ApiRecord): Person => ({
  id: contact.id,
  name: String(contact.name ?? ''),
  jobTitle: textOr(contact.jobTitle),
  role: textOr(contact.role),
  influence: textOr(contact.influence),
  attitude: textOr(contact.attitude),
  isInvolved: true,
  mayChange: contact.can.includes('update'),
})
