import type { DroppableContainer, KeyboardCoordinateGetter } from '@dnd-kit/core'

/** Where a place stands when one goes through all of them by arrow keys: columns first, then the places that end an opportunity. */
export interface PlaceOrder {
  row: 'columns' | 'ends'
  position: number
}

/** Left and right go to the neighbouring place, down to the places that end an opportunity, up back to the columns. */
export const goByArrows: KeyboardCoordinateGetter = (event, { context, currentCoordinates }) => {
  const direction = directions[event.code]
  if (!direction || !context.active) return undefined
  event.preventDefault()
  const places = [...context.droppableContainers.getEnabled()]
    .map(container => ({ container, order: orderOf(container) }))
    .sort((a, b) => rank(a.order) - rank(b.order))
  const here = places.find(place => place.container.id === context.over?.id) ?? places[0]
  if (!here) return undefined
  const target = next(places, here, direction)
  const rect = target ? context.droppableRects.get(target.container.id) : undefined
  const card = context.collisionRect
  if (!rect || !card) return currentCoordinates
  // Middle upon middle, so that the nearest middle is this place's.
  return { x: rect.left + rect.width / 2 - card.width / 2, y: rect.top + rect.height / 2 - card.height / 2 }
}

type Direction = 'left' | 'right' | 'up' | 'down'
interface Place {
  container: DroppableContainer
  order: PlaceOrder
}

const directions: Readonly<Record<string, Direction>> = {
  ArrowLeft: 'left',
  ArrowRight: 'right',
  ArrowUp: 'up',
  ArrowDown: 'down',
}

const orderOf = (container: DroppableContainer): PlaceOrder => (container.data.current as { order: PlaceOrder }).order

const rank = (order: PlaceOrder): number => (order.row === 'columns' ? 0 : 1000) + order.position

function next(places: Place[], here: Place, direction: Direction): Place | undefined {
  if (direction === 'up') return here.order.row === 'ends' ? places[0] : here
  if (direction === 'down')
    return here.order.row === 'columns' ? places.find(place => place.order.row === 'ends') : here
  const step = direction === 'right' ? 1 : -1
  return places[places.indexOf(here) + step] ?? here
}
