import { useDroppable } from '@dnd-kit/core'
import { Button, Tooltip } from 'antd'
import { useSession } from '#web/api/index.ts'
import type { BoardCard, BoardColumn, BoardStage } from './board-types.ts'
import { formatNumber, Money, useLocale, useText } from '#web/ui/index.ts'
import { Card } from './Card.tsx'
import styles from './column.module.css'
import type { PlaceOrder } from './keyboard-moves.ts'
import { QuickCard } from './QuickCard.tsx'
import { StageGuidance } from './StageGuidance.tsx'

export interface ColumnProps {
  column: BoardColumn
  stages: readonly BoardStage[]
  position: number
  onMove: (card: BoardCard, to: BoardStage) => void
  onMore: (column: BoardColumn) => void
  isReadingMore: boolean
  /** The card that waits for the answers its end asks. */
  waiting: string | null
  /** Null where nothing may be made. */
  pipeline: string | null
}

/** A stage: what it holds in numbers, its cards, and a place to make one more. */
export function Column({ column, stages, position, onMove, onMore, isReadingMore, waiting, pipeline }: ColumnProps) {
  const t = useText()
  const { stage } = column
  const order: PlaceOrder = { row: 'columns', position }
  const { setNodeRef, isOver } = useDroppable({
    id: `stage:${stage.id}`,
    disabled: stage.isFormer === true,
    data: { name: stage.name, stage, order },
  })
  const heading = `stage-${stage.id}`
  return (
    <section
      ref={setNodeRef}
      className={styles.column}
      data-over={isOver}
      data-kind={stage.kind}
      aria-labelledby={heading}
    >
      <ColumnHead column={column} heading={heading} />
      {/* A region that scrolls must be reachable without a mouse; its cards are, so it needs no stop of its own unless it is empty. */}
      <ul className={styles.cards} aria-labelledby={heading}>
        {column.records.map(card => (
          <Card
            key={card.id}
            card={card}
            stage={stage}
            stages={stages}
            onMove={onMove}
            isWaiting={waiting === card.id}
          />
        ))}
        {column.records.length === 0 ? <li className={styles.empty}>{t('board.empty')}</li> : null}
        {column.next === null ? null : (
          <li className={styles.more}>
            <Button type="text" block loading={isReadingMore} onClick={() => onMore(column)}>
              <MoreText column={column} />
            </Button>
          </li>
        )}
      </ul>
      {pipeline !== null && stage.kind === 'open' && !stage.isFormer ? (
        <QuickCard pipeline={pipeline} stage={stage} isFirst={position === 0} />
      ) : null}
    </section>
  )
}

function ColumnHead({ column, heading }: { column: BoardColumn; heading: string }) {
  const t = useText()
  const locale = useLocale()
  const { stage, count } = column
  const shown = formatNumber(count.value, { locale })
  return (
    <header className={styles.head}>
      <div className={styles.title}>
        <h2 id={heading}>{stage.name}</h2>
        <span
          className={styles.count}
          aria-label={
            count.capped ? t('board.countCapped', { count: shown }) : t('board.count', { count: count.value })
          }
        >
          {count.capped ? `${shown}+` : shown}
        </span>
        <StageGuidance stage={stage} />
        {stage.isFormer ? (
          <Tooltip title={t('board.formerHint')}>
            <span className={styles.former}>{t('board.former')}</span>
          </Tooltip>
        ) : null}
      </div>
      <div className={styles.sums}>
        <Sums sums={column.sums} empty={t('board.noAmount')} />
        {stage.probability !== null && stage.kind === 'open' && Object.keys(column.weighted).length > 0 ? (
          <Tooltip title={t('board.weightedHint')}>
            <span className={styles.weighted}>
              {t('board.weighted')} <Sums sums={column.weighted} empty="" />
            </span>
          </Tooltip>
        ) : null}
      </div>
    </header>
  )
}

/** Amounts per currency side by side, the company's own first: they are never added up. */
function Sums({ sums, empty }: { sums: Record<string, string>; empty: string }) {
  const { baseCurrency } = useSession().company
  const all = Object.entries(sums).sort(
    ([a], [b]) => Number(b === baseCurrency) - Number(a === baseCurrency) || (a < b ? -1 : 1),
  )
  if (all.length === 0) return <span>{empty}</span>
  return (
    <span>
      {all.map(([currency, amount], index) => (
        <span key={currency}>
          {index > 0 ? ' · ' : ''}
          <Money amount={amount} currency={currency} compact />
        </span>
      ))}
    </span>
  )
}

function MoreText({ column }: { column: BoardColumn }) {
  const t = useText()
  const locale = useLocale()
  const rest = column.count.value - column.records.length
  if (column.count.capped || rest <= 0) return t('board.moreRest')
  return t('board.more', { count: rest, shown: formatNumber(rest, { locale }) })
}
