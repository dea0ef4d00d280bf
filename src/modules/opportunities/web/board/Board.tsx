import {
  type CollisionDetection,
  closestCenter,
  DndContext,
  type DragEndEvent,
  DragOverlay,
  KeyboardSensor,
  MeasuringStrategy,
  MouseSensor,
  pointerWithin,
  TouchSensor,
  useSensor,
  useSensors,
} from '@dnd-kit/core'
import { useEffect, useMemo, useState } from 'react'
import { ErrorState, Skeletons, useText } from '#web/ui/index.ts'
import { announcementsOf, instructionsOf } from './announcements.ts'
import type { BoardCard, BoardColumn, BoardStage } from './board-types.ts'
import styles from './board.module.css'
import { CardFace } from './Card.tsx'
import cardStyles from './card.module.css'
import { Column } from './Column.tsx'
import { EmptyBoard } from './EmptyBoard.tsx'
import { EndSheet } from './EndSheet.tsx'
import { EndTargets } from './EndTargets.tsx'
import { goByArrows } from './keyboard-moves.ts'
import { useMoves } from './use-moves.tsx'
import type { useBoard } from './use-board.ts'

/** The columns of a pipeline with their cards, and the carrying of cards between them. */
export function Board({
  board,
  isFiltered,
  only,
  withEnded,
}: {
  board: ReturnType<typeof useBoard>
  isFiltered: boolean
  only: string | null
  withEnded: boolean
}) {
  const t = useText()
  const moves = useMoves(board)
  const [carried, setCarried] = useState<{ card: BoardCard; from: BoardColumn } | null>(null)
  const sensors = useSensors(
    useSensor(MouseSensor, { activationConstraint: { distance: 6 } }),
    useSensor(TouchSensor, { activationConstraint: { delay: 250, tolerance: 8 } }),
    useSensor(KeyboardSensor, { coordinateGetter: goByArrows, scrollBehavior: 'auto' }),
  )
  const accessibility = useMemo(
    () => ({ announcements: announcementsOf(t), screenReaderInstructions: instructionsOf(t) }),
    [t],
  )
  const { data, error, refetch } = board.query
  useNoClickAfterCarrying(carried !== null)
  if (!data) return error ? <ErrorState error={error} onRetry={() => void refetch()} /> : <Skeletons shape="board" />

  // Nothing is sent into a stage that is gone.
  const stages = data.columns.map(column => column.stage).filter(stage => !stage.isFormer)
  const columns = data.columns.filter(column => isShown(column.stage, { withEnded, only }))
  if (columns.every(column => column.count.value === 0) && only === null)
    return <EmptyBoard isFiltered={isFiltered} pipeline={{ id: data.pipeline.id, title: data.pipeline.name }} />

  function drop({ over }: DragEndEvent): void {
    setCarried(null)
    const to = over?.data.current?.stage as BoardStage | undefined
    if (carried && to && to.id !== carried.from.stage.id) moves.begin(carried.card, carried.from, to)
  }

  return (
    <DndContext
      sensors={sensors}
      collisionDetection={underPointer}
      measuring={{ droppable: { strategy: MeasuringStrategy.Always } }}
      accessibility={accessibility}
      onDragStart={({ active }) => {
        const card = active.data.current?.card as BoardCard
        const from = data.columns.find(column => column.stage.id === active.data.current?.stage)
        if (from) setCarried({ card, from })
      }}
      onDragEnd={drop}
      onDragCancel={() => setCarried(null)}
    >
      <div className={styles.columns} data-carrying={carried !== null}>
        {columns.map((column, position) => (
          <Column
            key={column.stage.id}
            column={column}
            stages={stages}
            position={position}
            onMove={(card, to) => moves.begin(card, column, to)}
            onMore={of => void board.readMore(of)}
            isReadingMore={board.readingMore === column.stage.id}
            waiting={moves.asking?.card.id ?? null}
            pipeline={data.pipeline.id}
          />
        ))}
      </div>
      {carried ? (
        <EndTargets
          stages={stages.filter(stage => !columns.some(shown => shown.stage.id === stage.id))}
          carried={carried.card}
        />
      ) : null}
      <DragOverlay dropAnimation={null}>
        {carried ? (
          <div className={`${cardStyles.card} ${cardStyles.floating} ${styles.carried}`}>
            <CardFace card={carried.card} stage={carried.from.stage} />
          </div>
        ) : null}
      </DragOverlay>
      <EndSheet asking={moves.asking} onDone={moves.ended} onCancel={moves.cancel} />
    </DndContext>
  )
}

/** Running stages always; those that end where they are asked for. One alone when the funnel has chosen it. */
const isShown = (stage: BoardStage, { withEnded, only }: { withEnded: boolean; only: string | null }): boolean =>
  only === null ? withEnded || stage.kind === 'open' : only === stage.id

/** What lies under the pointer, the places that end an opportunity above the columns; by keyboard what is nearest. */
const underPointer: CollisionDetection = args => {
  if (!args.pointerCoordinates) return closestCenter(args)
  const under = pointerWithin(args)
  const ends = under.filter(({ id }) => String(id).startsWith('end:'))
  return ends.length > 0 ? ends : under
}

/** A link that was carried must not open when the pointer is let go. */
function useNoClickAfterCarrying(isCarrying: boolean): void {
  useEffect(() => {
    if (!isCarrying) return
    const swallow = (event: MouseEvent): void => {
      event.preventDefault()
      event.stopPropagation()
    }
    window.addEventListener('click', swallow, { capture: true })
    return () => void setTimeout(() => window.removeEventListener('click', swallow, { capture: true }), 50)
  }, [isCarrying])
}
