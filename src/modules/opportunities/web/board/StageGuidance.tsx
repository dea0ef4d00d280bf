import { InfoCircleOutlined } from '@ant-design/icons'
import { Button, Popover } from 'antd'
import { fieldNamed, useObjectNamed } from '#web/api/index.ts'
import { useText } from '#web/ui/index.ts'
import type { BoardStage } from './board-types.ts'
import styles from './column.module.css'

/** What to do in a stage: steps, risks and exit standard as the company wrote them (O4, O8), with norm and win probability. */
export function StageGuidance({ stage }: { stage: BoardStage }) {
  const t = useText()
  return (
    <Popover
      trigger="click"
      placement="bottomLeft"
      title={`${stage.name} · ${t('board.guidance.title')}`}
      content={<Guidance stage={stage} />}
    >
      <Button
        type="text"
        size="small"
        className={styles.guide ?? ''}
        icon={<InfoCircleOutlined aria-hidden />}
        aria-label={t('board.guidance.open', { stage: stage.name })}
      />
    </Popover>
  )
}

function Guidance({ stage }: { stage: BoardStage }) {
  const t = useText()
  return (
    <div className={styles.guidance}>
      <p className={styles.guidanceFacts}>
        {stage.probability === null ? null : (
          <span>{t('board.guidance.probability', { probability: stage.probability })}</span>
        )}
        {stage.normDays === null ? null : (
          <span>
            {stage.normBasis === 'own'
              ? t('board.guidance.normOwn', { days: stage.normDays, stays: stage.normStays ?? 0 })
              : t('board.guidance.norm', { days: stage.normDays })}
          </span>
        )}
      </p>
      {hasGuidance(stage) ? <GuidanceWords stage={stage} /> : <p>{t('board.guidance.none')}</p>}
    </div>
  )
}

const parts = ['steps', 'risks', 'avoidance', 'exitStandard', 'guidance'] as const

type Guided = Pick<BoardStage, (typeof parts)[number] | 'responsible' | 'needs'>

/** Whether the company wrote anything for a stage. */
export const hasGuidance = (stage: Guided): boolean =>
  parts.some(part => stage[part]) || Boolean(stage.responsible) || (stage.needs ?? []).length > 0

/** Who answers for it, what must be known before it, steps, risks and how to avoid them, exit standard and whatever else was written, each under its name. */
export function GuidanceWords({ stage }: { stage: Guided }) {
  const t = useText()
  const object = useObjectNamed('opportunity')
  const labels = (stage.needs ?? []).map(name => (object && fieldNamed(object, name)?.label) ?? name)
  return (
    <dl className={styles.guidanceText}>
      {stage.responsible ? (
        <div>
          <dt>{t('board.guidance.responsible')}</dt>
          <dd>{stage.responsible.title}</dd>
        </div>
      ) : null}
      {labels.length > 0 ? (
        <div>
          <dt>{t('board.guidance.needs')}</dt>
          <dd>{labels.join(t('records.and'))}</dd>
        </div>
      ) : null}
      {parts.map(part =>
        stage[part] ? (
          <div key={part}>
            <dt>{t(`board.guidance.${part}`)}</dt>
            <dd>{stage[part]}</dd>
          </div>
        ) : null,
      )}
    </dl>
  )
}
