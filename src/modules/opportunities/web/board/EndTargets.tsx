import { CheckCircleOutlined, CloseCircleOutlined, MinusCircleOutlined } from '@ant-design/icons'
import { useDroppable } from '@dnd-kit/core'
import { useText } from '#web/ui/index.ts'
import type { BoardCard, BoardStage } from './board-types.ts'
import styles from './board.module.css'
import type { PlaceOrder } from './keyboard-moves.ts'
import { mayEnter } from './stage-kind.ts'

const icons = { won: CheckCircleOutlined, lost: CloseCircleOutlined, invalid: MinusCircleOutlined }
type EndKind = keyof typeof icons

/** Where a carried card is dropped to end its opportunity; each place then asks what its verb asks. */
export function EndTargets({ stages, carried }: { stages: readonly BoardStage[]; carried: BoardCard }) {
  const t = useText()
  const ends = stages.filter(stage => stage.kind in icons && mayEnter(carried, stage))
  if (ends.length === 0) return null
  return (
    <section className={styles.ends} aria-label={t('board.ends.title')}>
      {ends.map((stage, position) => (
        <EndTarget key={stage.id} stage={stage} position={position} />
      ))}
    </section>
  )
}

function EndTarget({ stage, position }: { stage: BoardStage; position: number }) {
  const order: PlaceOrder = { row: 'ends', position }
  const { setNodeRef, isOver } = useDroppable({ id: `end:${stage.id}`, data: { name: stage.name, stage, order } })
  const Icon = icons[stage.kind as EndKind]
  return (
    <div ref={setNodeRef} className={styles.end} data-kind={stage.kind} data-over={isOver}>
      <Icon aria-hidden />
      {stage.name}
    </div>
  )
}
