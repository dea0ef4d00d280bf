import { useEffect, useMemo, useRef, useState } from 'react'
import type { Values } from '#web/fields/field-face.ts'
import { idOf } from '#web/fields/reference-search.ts'
import type { LineShape } from './line-columns.ts'
import { fetchOffers, type LineOffer, type OfferFor, useOffers } from './line-offer-requests.ts'
import type { PastedLine } from './pasted-lines.ts'
import { type Line, readable } from './reckon-lines.ts'

/** The lines of a form, what is offered for each, and what one does to them. */
export interface LinesInHand {
  lines: readonly Line[]
  /** A name for each line that stays with it while others come and go. */
  keys: readonly string[]
  offers: readonly (LineOffer | null)[]
  set: (row: number, changes: Line) => void
  add: (after?: number) => void
  remove: (row: number) => void
  move: (row: number, to: number) => void
  /** Takes a product into a line, with all that it brings along. */
  choose: (row: number, product: { id: string; title: string }) => Promise<void>
  /** Puts copied lines in the place of an empty line, or after a filled one; gives how many found no product. */
  paste: (row: number, pasted: readonly PastedLine[]) => Promise<number>
}

/** For whom and in what currency a document is written, as far as its form says so yet. */
export function offerForOf(values: Values, baseCurrency: string): OfferFor {
  const day = ['quotedOn', 'signedOn', 'openedOn'].map(name => values[name]).find(value => typeof value === 'string')
  const customer = idOf(values.customer)
  const legalEntity = idOf(values.legalEntity)
  return {
    currency: typeof values.currency === 'string' ? values.currency : baseCurrency,
    ...(typeof day === 'string' && /^\d{4}-\d\d-\d\d$/.test(day) ? { on: day } : {}),
    ...(customer ? { customer } : {}),
    ...(legalEntity ? { legalEntity } : {}),
  }
}

/** Keeps the lines of a document's form. */
export function useLines({
  value,
  onChange,
  shape,
  whom,
}: {
  value: readonly Line[]
  onChange: (lines: Line[]) => void
  shape: LineShape
  whom: OfferFor
}): LinesInHand {
  const latest = useRef({ value, onChange, shape, whom })
  // What was told counts at once, and the form may be drawn with older lines before it is drawn with these: only lines from elsewhere replace them.
  const told = useRef(new WeakSet<readonly Line[]>()).current
  latest.current = { value: told.has(value) ? latest.current.value : value, onChange, shape, whom }
  const tell = useRef((lines: Line[]) => {
    told.add(lines)
    latest.current = { ...latest.current, value: lines }
    latest.current.onChange(lines)
  }).current
  // Names of rows; new ones when lines came from elsewhere (a draft, another record).
  const keys = useRef<string[]>([])
  if (keys.current.length !== value.length) keys.current = value.map(newKey)
  const filled = useRef(new Map<string, string>())
  const blank = useOffers(whom, blankLine)?.[0]
  const blankNow = useRef(blank)
  blankNow.current = blank
  const offers = useOffersOf(value, whom)

  // A price that came from the catalogue goes on following it; one that somebody has typed stays.
  useEffect(() => {
    const { value: lines } = latest.current
    const isFollowed = (line: Line, row: number): boolean => {
      const [offered, key] = [offers[row]?.unitPrice, keys.current[row] ?? '']
      return Boolean(offered) && offered !== line.unitPrice && filled.current.get(key) === line.unitPrice
    }
    if (!lines.some(isFollowed)) return
    tell(
      lines.map((line, row) => {
        if (!isFollowed(line, row)) return line
        filled.current.set(keys.current[row] ?? '', offers[row]?.unitPrice ?? '')
        return { ...line, unitPrice: offers[row]?.unitPrice }
      }),
    )
  }, [offers, keys, tell])

  const acts = useMemo(() => {
    const now = () => latest.current
    const put = (lines: Line[], rowKeys: string[]) => {
      keys.current = rowKeys
      tell(lines)
    }
    const taken = (key: string, line: Line, offer: LineOffer): Line => {
      const next = takeOver(line, offer, now().shape)
      if (typeof next.unitPrice === 'string') filled.current.set(key, next.unitPrice)
      return next
    }
    return {
      set: (row: number, changes: Line) =>
        tell(now().value.map((line, at) => (at === row ? { ...line, ...changes } : line))),
      add: (after = now().value.length - 1) => {
        const line = newLine(now().shape, blankNow.current)
        put(inserted(now().value, after + 1, [line]), inserted(keys.current, after + 1, [newKey()]))
      },
      remove: (row: number) =>
        put(
          now().value.filter((_, at) => at !== row),
          keys.current.filter((_, at) => at !== row),
        ),
      move: (row: number, to: number) => put(moved(now().value, row, to), moved(keys.current, row, to)),
      choose: async (row: number, product: { id: string; title: string }) => {
        const key = keys.current[row] ?? ''
        const change = (make: (line: Line) => Line) => {
          const at = keys.current.indexOf(key)
          tell(now().value.map((line, place) => (place === at ? make(line) : line)))
        }
        const isNamed = now().shape.isFree
        change(line => ({ ...line, product, ...(isNamed ? { name: product.title } : {}) }))
        const line = now().value[row]
        const [offer] = await fetchOffers(now().whom, [{ product: product.id, ...askedOf(line ?? {}) }])
        if (offer) change(one => (idOf(one.product) === product.id ? taken(key, one, offer) : one))
      },
      paste: async (row: number, pasted: readonly PastedLine[]) => {
        const asked = pasted.flatMap(({ words, quantity }) => [0, 1].map(at => findOf(words[at], quantity)))
        const found = await fetchOffers(now().whom, asked)
        const made = pasted.map((one, index) => {
          const hits = [found[index * 2], found[index * 2 + 1]]
          const offer = hits.find(hit => hit?.product) ?? hits[0]
          const key = newKey()
          const line = newLine(now().shape, blankNow.current)
          const whole = { ...line, ...(one.quantity ? { quantity: one.quantity } : {}) }
          const product = offer?.product ?? null
          const named = now().shape.isFree ? { name: product?.title ?? one.words.at(-1) ?? null } : {}
          const full = product && offer ? taken(key, { ...whole, product, ...named }, offer) : { ...whole, ...named }
          return {
            key,
            isKnown: product !== null,
            line: {
              ...full,
              ...(one.unitPrice ? { unitPrice: one.unitPrice } : {}),
              ...(one.discountRate ? { discountRate: Number(one.discountRate) } : {}),
            },
          }
        })
        const lines = now().value
        const isBlank = lines[row] !== undefined && isBlankLine(lines[row])
        const at = Math.min(isBlank ? row : row + 1, lines.length)
        const rest = <T>(all: readonly T[]): T[] => (isBlank ? all.filter((_, place) => place !== row) : [...all])
        put(
          inserted(
            rest(lines),
            at,
            made.map(one => one.line),
          ),
          inserted(
            rest(keys.current),
            at,
            made.map(one => one.key),
          ),
        )
        return made.filter(one => !one.isKnown).length
      },
    }
  }, [keys, tell])
  return { lines: value, keys: keys.current, offers, ...acts }
}

/** Whether nothing has been said in a line yet. */
export const isBlankLine = (line: Line): boolean => !line.product && !line.name && !line.unitPrice

const blankLine = [{}] as const
const nothing: readonly (LineOffer | null)[] = []
let counter = 0
const newKey = (): string => `row-${counter++}`

function inserted<T>(all: readonly T[], at: number, more: readonly T[]): T[] {
  return [...all.slice(0, at), ...more, ...all.slice(at)]
}

function moved<T>(all: readonly T[], from: number, to: number): T[] {
  const rest = all.filter((_, at) => at !== from)
  const one = all[from]
  return one === undefined || to < 0 || to >= all.length ? [...all] : inserted(rest, to, [one])
}

/** A line before anything is said in it: defaults, and the tax that is usual for the legal entity. */
function newLine({ line, isTaxed }: LineShape, blank: LineOffer | undefined): Line {
  const defaults = line.fields.flatMap(field => (field.default === undefined ? [] : [[field.name, field.default]]))
  return { ...Object.fromEntries(defaults), ...(isTaxed && blank ? taxOf(blank) : {}) }
}

/** What a product brings into a line, in place of what another brought. */
function takeOver(line: Line, offer: LineOffer, { fields, isFree, isTaxed }: LineShape): Line {
  const words = { code: offer.code, specification: offer.specification, unit: offer.unit, taxCode: offer.taxCode }
  return {
    ...line,
    ...Object.fromEntries(Object.entries(words).filter(([name]) => fields[name])),
    ...(isFree ? { name: offer.name } : {}),
    ...(isTaxed ? taxOf(offer) : {}),
    unitPrice: offer.unitPrice,
  }
}

const taxOf = ({ taxRate, taxKind, taxPercent }: LineOffer): Line => ({ taxRate, taxKind, taxPercent })

const findOf = (word: string | undefined, quantity: string | null) => ({
  ...(word ? { find: word.slice(0, 200) } : {}),
  ...(quantity ? { quantity } : {}),
})

function askedOf(line: Line): { quantity?: string; unit?: string } {
  const quantity = readable(line.quantity)
  return { ...(quantity ? { quantity } : {}), ...(typeof line.unit === 'string' ? { unit: line.unit } : {}) }
}

/** What is offered for each line that names a product, asked once the lines have stood still for a moment. */
function useOffersOf(lines: readonly Line[], whom: OfferFor): readonly (LineOffer | null)[] {
  const asked = lines.map(line => {
    const product = idOf(line.product)
    return product ? { product, ...askedOf(line) } : null
  })
  const text = JSON.stringify(asked)
  const [settled, setSettled] = useState(text)
  useEffect(() => {
    const timer = setTimeout(() => setSettled(text), 250)
    return () => clearTimeout(timer)
  }, [text])
  const known = useMemo(() => JSON.parse(settled) as typeof asked, [settled])
  const wanted = useMemo(() => known.filter(one => one !== null), [known])
  const found = useOffers(whom, wanted)
  return useMemo(() => {
    // What was asked of other lines than those that stand here now says nothing of these.
    if (settled !== text || !found || found.length !== wanted.length) return nothing
    const left = [...found]
    return known.map(one => (one ? (left.shift() ?? null) : null))
  }, [settled, text, found, wanted, known])
}
