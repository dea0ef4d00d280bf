/** Somebody on the map, as he stands there. */
export interface Person {
  /** Of the contact. */
  id: string
  name: string
  jobTitle: string | null
  role: string | null
  influence: string | null
  attitude: string | null
  /** Whether he has a part in what the map is about; of a customer's map everybody has. */
  isInvolved: boolean
  mayChange: boolean
}

/** Where somebody stands, from the left and from above, 0 to 1000. */
export interface Place {
  x: number
  y: number
}

export type LinkKind = 'reportsTo' | 'influences'

export interface Link {
  from: string
  to: string
  kind: LinkKind
}

/** What the form of a person says. */
export interface PersonChange {
  role: string | null
  influence: string | null
  attitude: string | null
  isInvolved: boolean
  reportsTo: string | null
  influences: string[]
}

/** A map with what may be done on it. */
export interface MapState {
  people: Person[]
  places: ReadonlyMap<string, Place>
  links: Link[]
  /** Whether places and links may be changed. */
  mayDraw: boolean
  /** Whether one may take part or not: on an opportunity's map. */
  hasParts: boolean
  move: (id: string, place: Place) => Promise<void>
  change: (person: Person, change: PersonChange) => Promise<void>
}
