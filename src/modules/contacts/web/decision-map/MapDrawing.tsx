import { type KeyboardEvent, type PointerEvent, useId, useRef, useState } from 'react'
import { useText } from '#web/ui/index.ts'
import styles from './decision-map.module.css'
import { linkPath, placesFor, radiusOf, within } from './map-layout.ts'
import type { MapState, Person, Place } from './map-types.ts'
import type { useWords } from './use-words.ts'

/** The drawing is smaller than it is counted, so that names can be read, and lower than it is wide. */
const [width, height] = [680, 500]
const steps: Readonly<Record<string, [number, number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
}
const keyPauseMs = 700

/**
 * People as circles, links as lines. A circle is dragged, or moved by the arrow keys (with Shift in small steps); Enter or a click opens it.
 * A place is saved when it is let go, or when the keys rest.
 */
export function MapDrawing({
  state,
  words,
  onOpen,
  onMove,
}: {
  state: MapState
  words: ReturnType<typeof useWords>
  onOpen: (person: Person) => void
  onMove: (id: string, place: Place) => Promise<unknown>
}) {
  const t = useText()
  const id = useId()
  const drawing = useRef<SVGSVGElement>(null)
  // Where somebody is while he is moved and until it is saved.
  const [moving, setMoving] = useState<ReadonlyMap<string, Place>>(new Map())
  const drag = useRef<{ id: string; dx: number; dy: number; hasMoved: boolean } | null>(null)
  const resting = useRef<ReturnType<typeof setTimeout> | null>(null)
  const latest = useRef(onMove)
  latest.current = onMove
  const placed = placesFor(state.people, new Map([...state.places, ...moving]))
  const people = new Map(state.people.map(person => [person.id, person]))
  const nameOf = (one: string): string => people.get(one)?.name ?? ''
  const at = (one: string): Place => placed.get(one) ?? { x: 500, y: 500 }
  const onScreen = ({ x, y }: Place): Place => ({ x: (x * width) / 1000, y: (y * height) / 1000 })

  const put = (one: string, place: Place) => setMoving(before => new Map(before).set(one, within(place)))
  const letGo = async (one: string, place: Place) => {
    await latest.current(one, within(place))
    setMoving(before => new Map([...before].filter(([other]) => other !== one)))
  }
  const pointAt = (event: PointerEvent): Place => {
    const box = drawing.current?.getBoundingClientRect()
    if (!box) return { x: 0, y: 0 }
    return { x: ((event.clientX - box.left) / box.width) * 1000, y: ((event.clientY - box.top) / box.height) * 1000 }
  }
  const onPointerDown = (event: PointerEvent<SVGGElement>, person: Person) => {
    if (!state.mayDraw || event.button !== 0) return
    event.currentTarget.setPointerCapture(event.pointerId)
    const point = pointAt(event)
    drag.current = { id: person.id, dx: at(person.id).x - point.x, dy: at(person.id).y - point.y, hasMoved: false }
  }
  const onPointerMove = (event: PointerEvent<SVGGElement>) => {
    const held = drag.current
    if (!held) return
    const point = pointAt(event)
    const place = { x: point.x + held.dx, y: point.y + held.dy }
    if (!held.hasMoved && Math.hypot(place.x - at(held.id).x, place.y - at(held.id).y) < 6) return
    held.hasMoved = true
    put(held.id, place)
  }
  const onPointerUp = (person: Person) => {
    const held = drag.current
    drag.current = null
    if (held?.hasMoved) void letGo(held.id, at(held.id))
    else onOpen(person)
  }
  const onKeyDown = (event: KeyboardEvent, person: Person) => {
    if (event.key === 'Enter' || event.key === ' ') {
      event.preventDefault()
      onOpen(person)
      return
    }
    const step = steps[event.key]
    if (!step || !state.mayDraw) return
    event.preventDefault()
    const far = event.shiftKey ? 10 : 40
    const place = within({ x: at(person.id).x + step[0] * far, y: at(person.id).y + step[1] * far })
    put(person.id, place)
    if (resting.current) clearTimeout(resting.current)
    resting.current = setTimeout(() => void letGo(person.id, place), keyPauseMs)
  }

  return (
    <svg
      ref={drawing}
      className={styles.drawing}
      viewBox={`0 0 ${width} ${height}`}
      role="group"
      aria-label={t('contacts.map.title')}
      data-draws={state.mayDraw}
    >
      <defs>
        {(['reportsTo', 'influences'] as const).map(kind => (
          <marker
            key={kind}
            id={`${id}-${kind}`}
            viewBox="0 0 8 8"
            refX="6"
            refY="4"
            markerWidth="7"
            markerHeight="7"
            orient="auto-start-reverse"
          >
            <path d="M 0 0 L 8 4 L 0 8 z" className={styles.arrow} data-kind={kind} />
          </marker>
        ))}
      </defs>
      {state.links.map(link => {
        const [from, to] = [people.get(link.from), people.get(link.to)]
        if (!from || !to) return null
        const ends = {
          from: onScreen(at(link.from)),
          to: onScreen(at(link.to)),
          fromRadius: radiusOf(from),
          toRadius: radiusOf(to),
        }
        return (
          <path
            key={`${link.from} ${link.kind} ${link.to}`}
            className={styles.link}
            data-kind={link.kind}
            d={linkPath(link, ends)}
            markerEnd={`url(#${id}-${link.kind})`}
          />
        )
      })}
      {state.people.map(person => {
        const { x, y } = onScreen(at(person.id))
        const radius = radiusOf(person)
        return (
          <g
            key={person.id}
            className={styles.node}
            transform={`translate(${x} ${y})`}
            role="button"
            tabIndex={0}
            data-person={person.id}
            data-attitude={person.attitude ?? 'unknown'}
            data-involved={person.isInvolved}
            aria-describedby={`${id}-${person.id}`}
            onPointerDown={event => onPointerDown(event, person)}
            onPointerMove={onPointerMove}
            onPointerUp={() => onPointerUp(person)}
            onKeyDown={event => onKeyDown(event, person)}
          >
            <desc id={`${id}-${person.id}`}>{words.whole(person, state.links, nameOf)}</desc>
            <circle r={radius} />
            <text className={styles.name} y="5">
              {shortened(person.name, radius)}
            </text>
            <text className={styles.about} y={radius + 17}>
              {[words.role(person), words.attitude(person)].filter(Boolean).join(' · ')}
            </text>
          </g>
        )
      })}
    </svg>
  )
}

/** A name that does not fit into its circle is cut; the whole of it is read out and stands in the form. */
function shortened(name: string, radius: number): string {
  const most = Math.max(3, Math.floor(radius / 8))
  const letters = [...name]
  const width = letters.reduce((sum, letter) => sum + (letter.charCodeAt(0) < 0x300 ? 0.55 : 1), 0)
  return width <= most ? name : `${letters.slice(0, most).join('')}…`
}
