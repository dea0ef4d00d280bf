import { SwapOutlined } from '@ant-design/icons'
import { Dropdown } from 'antd'
import { useText } from '#web/ui/index.ts'
import type { BoardCard, BoardStage } from './board-types.ts'
import { mayEnter } from './stage-kind.ts'

/** "Move to…": every stage into which this person may bring the card, for whoever does not drag. */
export function MoveMenu({
  card,
  stage,
  stages,
  onMove,
  className,
}: {
  card: BoardCard
  stage: BoardStage
  stages: readonly BoardStage[]
  onMove: (card: BoardCard, to: BoardStage) => void
  className: string
}) {
  const t = useText()
  const open = stages.filter(other => other.id !== stage.id && mayEnter(card, other))
  const items = open.map(other => ({
    key: other.id,
    label: other.name,
    danger: other.kind === 'lost' || other.kind === 'invalid',
    onClick: () => onMove(card, other),
  }))
  const firstEnd = open.findIndex(other => other.kind !== 'open')
  const divided =
    firstEnd > 0 ? [...items.slice(0, firstEnd), { type: 'divider' as const }, ...items.slice(firstEnd)] : items
  return (
    <Dropdown menu={{ items: divided }} trigger={['click']} placement="bottomRight">
      <button
        type="button"
        className={className}
        aria-label={t('board.card.move', { card: card.name })}
        // A press here opens the menu and never lifts the card.
        onMouseDown={event => event.stopPropagation()}
        onTouchStart={event => event.stopPropagation()}
      >
        <SwapOutlined aria-hidden />
      </button>
    </Dropdown>
  )
}
