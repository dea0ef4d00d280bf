import { useDraggable } from '@dnd-kit/core'
import { HolderOutlined } from '@ant-design/icons'
import { Avatar, Tooltip } from 'antd'
import { memo } from 'react'
import { RecordLink } from '#web/records/RecordLink.tsx'
import { daysUntil, initialsOf, Money, todayIn, useText, useTimeZone, When } from '#web/ui/index.ts'
import type { BoardCard, BoardStage } from './board-types.ts'
import styles from './card.module.css'
import { DaysInStage } from './DaysInStage.tsx'
import { MoveMenu } from './MoveMenu.tsx'

interface CardProps {
  card: BoardCard
  stage: BoardStage
  stages: readonly BoardStage[]
  /** Asked by the menu; carrying the card is the board's own matter. */
  onMove: (card: BoardCard, to: BoardStage) => void
  /** Waits for the answers that the end of an opportunity asks. */
  isWaiting: boolean
}

/** A card that can be carried: by mouse anywhere on it, by touch after a long press, by keyboard from its handle. */
export const Card = memo(function Card({ card, stage, stages, onMove, isWaiting }: CardProps) {
  const t = useText()
  const mayMove = card.can.some(verb => verb === 'move' || verb === 'win' || verb === 'lose' || verb === 'invalidate')
  const { attributes, listeners, setNodeRef, setActivatorNodeRef, isDragging } = useDraggable({
    id: card.id,
    disabled: !mayMove,
    data: { name: card.name, card, stage: stage.id },
  })
  const { onKeyDown, ...byPointer } = listeners ?? {}
  return (
    <li
      ref={setNodeRef}
      className={styles.card}
      data-card={card.id}
      data-carried={isDragging}
      data-waiting={isWaiting}
      data-movable={mayMove}
      {...byPointer}
    >
      <CardFace card={card} stage={stage} />
      <div className={styles.tools}>
        {mayMove ? (
          <>
            <button
              ref={setActivatorNodeRef}
              type="button"
              className={styles.tool}
              {...attributes}
              onKeyDown={event => onKeyDown?.(event)}
              aria-label={t('board.card.lift', { card: card.name })}
            >
              <HolderOutlined aria-hidden />
            </button>
            <MoveMenu card={card} stage={stage} stages={stages} onMove={onMove} className={styles.tool ?? ''} />
          </>
        ) : null}
      </div>
    </li>
  )
})

/** What a card says; also what hangs at the pointer while it is carried. */
export function CardFace({ card, stage }: { card: BoardCard; stage: BoardStage }) {
  const t = useText()
  // Where it has ended, nothing is awaited and no time runs.
  const isRunning = stage.kind === 'open'
  return (
    <>
      <div className={styles.name}>
        <RecordLink object="opportunity" id={card.id} title={card.name} />
      </div>
      <div className={card.customer ? styles.customer : styles.missing}>
        {card.customer?.title ?? t('board.card.noCustomer')}
      </div>
      <div className={styles.figures}>
        {card.amount !== null && card.currency !== null ? (
          <strong className={styles.amount}>
            <Money amount={card.amount} currency={card.currency} />
          </strong>
        ) : (
          <span className={styles.missing}>{t('board.card.noAmount')}</span>
        )}
        {card.expectedCloseOn && isRunning ? <ExpectedClose on={card.expectedCloseOn} /> : null}
      </div>
      {card.nextStep ? (
        <p className={styles.next}>
          <span>{t('board.card.next')}</span> {card.nextStep}
        </p>
      ) : null}
      <div className={styles.foot}>
        <Owner owner={card.owner} />
        {isRunning ? (
          <DaysInStage
            since={card.stageSince}
            normDays={stage.normDays}
            normBasis={stage.normBasis ?? null}
            showsNorm
          />
        ) : null}
      </div>
    </>
  )
}

function ExpectedClose({ on }: { on: string }) {
  const isPast = daysUntil(on, todayIn(useTimeZone())) < 0
  return (
    <span className={styles.expected} data-past={isPast}>
      <When on={on} due />
    </span>
  )
}

function Owner({ owner }: { owner: BoardCard['owner'] }) {
  const t = useText()
  if (!owner) return <span className={styles.missing}>{t('board.card.noOwner')}</span>
  return (
    <Tooltip title={owner.title}>
      <span className={styles.owner}>
        <Avatar size={20} className={styles.avatar ?? ''} aria-hidden>
          {initialsOf(owner.title)}
        </Avatar>
        <span>{owner.title}</span>
      </span>
    </Tooltip>
  )
}
