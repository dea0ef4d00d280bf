import { type ApiRecord, type ApiReference, useSaveRecord } from '#web/api/index.ts'
import { useText, useToast } from '#web/ui/index.ts'
import type { Link, LinkKind, Place } from './map-types.ts'

interface PlaceLine extends Place {
  id?: string
  contact: ApiReference
}
interface LinkLine {
  id?: string
  contact: ApiReference
  kind: LinkKind
  target: ApiReference
}

export const placeLines = (customer: ApiRecord): PlaceLine[] =>
  ((customer.decisionPlaces ?? []) as unknown as PlaceLine[]).filter(line => line.contact)
export const linkLines = (customer: ApiRecord): LinkLine[] =>
  ((customer.decisionLinks ?? []) as unknown as LinkLine[]).filter(line => line.contact && line.target)

/** Writes places and links into the customer, where its history keeps them; each time it can be taken back. */
export function useMapSaving(customer: ApiRecord) {
  const t = useText()
  const toast = useToast()
  const { mutateAsync: save } = useSaveRecord('customers')
  const write = async (values: Record<string, unknown>, before: Record<string, unknown>): Promise<void> => {
    const saved = await save({ id: customer.id, version: customer.version, values })
    toast.sayUndo(t('contacts.map.saved'), () => save({ id: customer.id, version: saved.version, values: before }))
  }
  return {
    move: (id: string, place: Place) => {
      const before = placeLines(customer)
      const kept = before.find(line => line.contact.id === id)
      const moved = kept
        ? before.map(line => (line === kept ? { ...line, ...place } : line))
        : [...before, { contact: { id, title: '' }, ...place }]
      return write({ decisionPlaces: moved }, { decisionPlaces: before })
    },
    /** Makes somebody's own links these. */
    link: (id: string, wanted: { reportsTo: string | null; influences: readonly string[] }) => {
      const before = linkLines(customer)
      const others = before.filter(line => line.contact.id !== id)
      const line = (kind: LinkKind, target: string): LinkLine => {
        const known = before.find(one => one.contact.id === id && one.kind === kind && one.target.id === target)
        return known ?? { contact: { id, title: '' }, kind, target: { id: target, title: '' } }
      }
      const own = [
        ...(wanted.reportsTo ? [line('reportsTo', wanted.reportsTo)] : []),
        ...wanted.influences.map(target => line('influences', target)),
      ]
      const isSame = own.length === before.length - others.length && own.every(one => one.id !== undefined)
      return isSame ? Promise.resolve() : write({ decisionLinks: [...others, ...own] }, { decisionLinks: before })
    },
  }
}

export const linksOf = (customer: ApiRecord, ids: ReadonlySet<string>): Link[] =>
  linkLines(customer)
    .map(({ contact, target, kind }) => ({ from: contact.id, to: target.id, kind }))
    .filter(({ from, to }) => ids.has(from) && ids.has(to))

export const placesOf = (customer: ApiRecord): Map<string, Place> =>
  new Map(placeLines(customer).map(({ contact, x, y }) => [contact.id, { x: Number(x), y: Number(y) }]))
