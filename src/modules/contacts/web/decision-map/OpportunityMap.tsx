import { type ApiRecord, type ApiReference, useRecord, useRecords, useSaveRecord } from '#web/api/index.ts'
import type { PanelProps } from '#web/shell/define-web-module.ts'
import { EmptyState, ErrorState, Skeletons, useText } from '#web/ui/index.ts'
import { contactsOf } from '../../contact.page.rules.ts'
import { personOf } from './CustomerMap.tsx'
import { MapView } from './MapView.tsx'
import type { MapState, Person } from './map-types.ts'
import { linksOf, placesOf, useMapSaving } from './use-map-saving.ts'

/** The customer's people as they stand to this opportunity: who has a part in it, with which role and attitude. */
export default function OpportunityMap({ record }: PanelProps) {
  const t = useText()
  const customerId = (record.customer as unknown as ApiReference | null | undefined)?.id
  const { data: customer, error } = useRecord('customers', customerId)
  if (!customerId) return <EmptyState title={t('contacts.map.noCustomer')} text={t('contacts.map.noCustomerText')} />
  if (error) return <ErrorState error={error} />
  if (!customer) return <Skeletons shape="list" />
  return <OfCustomer record={record} customer={customer} />
}

interface PartLine {
  id?: string
  contact: ApiReference
  role: string | null
  influence: string | null
  attitude: string | null
}

function OfCustomer({ record, customer }: { record: ApiRecord; customer: ApiRecord }) {
  const { records, error } = useRecords('contacts', contactsOf(customer.id))
  const { mutateAsync: save } = useSaveRecord('opportunities')
  const saving = useMapSaving(customer)
  if (error) return <ErrorState error={error} />
  if (!records) return <Skeletons shape="list" />
  const parts = ((record.contacts ?? []) as unknown as PartLine[]).filter(line => line.contact)
  const mayChange = record.can.includes('update')
  const people = records.map((contact): Person => {
    const part = parts.find(line => line.contact.id === contact.id)
    const person = personOf(contact)
    const { role, influence, attitude } = part ?? person
    return { ...person, role, influence, attitude, isInvolved: part !== undefined, mayChange }
  })
  const state: MapState = {
    people,
    places: placesOf(customer),
    links: linksOf(customer, new Set(people.map(({ id }) => id))),
    mayDraw: customer.can.includes('update'),
    hasParts: true,
    move: saving.move,
    change: async (person, { role, influence, attitude, isInvolved, reportsTo, influences }) => {
      const known = parts.find(line => line.contact.id === person.id)
      const line: PartLine = {
        ...(known ?? { contact: { id: person.id, title: person.name } }),
        role,
        influence,
        attitude,
      }
      const others = parts.filter(one => one !== known)
      const wanted = isInvolved ? (known ? parts.map(one => (one === known ? line : one)) : [...parts, line]) : others
      if (mayChange && (isInvolved || known))
        await save({ id: record.id, version: record.version, values: { contacts: wanted } })
      if (state.mayDraw) await saving.link(person.id, { reportsTo, influences })
    },
  }
  return <MapView state={state} title={String(record.name ?? '')} customer={customer} />
}
