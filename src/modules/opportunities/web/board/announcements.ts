import type { Announcements, DragOverEvent, ScreenReaderInstructions } from '@dnd-kit/core'
import type { TFunction } from 'i18next'

/** What somebody who cannot see the board hears while a card is carried. Cards and places bring their `name` in their data. */
export function announcementsOf(t: TFunction): Announcements {
  const words = ({ active, over }: Pick<DragOverEvent, 'active' | 'over'>) => ({
    card: nameIn(active.data.current),
    place: nameIn(over?.data.current),
  })
  return {
    onDragStart: event => t('board.said.lifted', words({ ...event, over: null })),
    onDragOver: event => (event.over ? t('board.said.over', words(event)) : t('board.said.nowhere', words(event))),
    onDragEnd: event => (event.over ? t('board.said.dropped', words(event)) : t('board.said.back', words(event))),
    onDragCancel: event => t('board.said.back', words({ ...event, over: null })),
  }
}

export const instructionsOf = (t: TFunction): ScreenReaderInstructions => ({ draggable: t('board.said.instructions') })

const nameIn = (carried: Record<string, unknown> | undefined): string => String(carried?.name ?? '')
