import { CheckOutlined, MinusOutlined } from '@ant-design/icons'
import { useQuery } from '@tanstack/react-query'
import { Button, Tooltip } from 'antd'
import { useState } from 'react'
import { type ApiRecord, type ApiReference, api, fieldNamed, recordKeys, useVerb } from '#web/api/index.ts'
import { isEmpty } from '#web/fields/Value.tsx'
import { VerbSheet } from '#web/records/form/VerbSheet.tsx'
import type { PanelProps } from '#web/shell/define-web-module.ts'
import { ErrorState, formatNumber, Skeletons, useLocale, useText, useToast } from '#web/ui/index.ts'
import type { BoardStage } from '../board/board-types.ts'
import { stageAge } from '../board/stage-age.ts'
import { GuidanceWords, hasGuidance } from '../board/StageGuidance.tsx'
import { verbInto } from '../board/stage-kind.ts'
import { type Stay, type TimeInStage, timeInStages } from './stage-days.ts'
import styles from './stages.module.css'

/** The steps of the opportunity's pipeline: where it is, how long it was in each, and the way to another by a click. */
export default function StagePanel({ object, record }: PanelProps) {
  const t = useText()
  const stays = useQuery({
    // Below the timeline's key, so that whatever changes the record reads them anew.
    queryKey: [...recordKeys.timeline('opportunities', record.id), 'stays'],
    queryFn: ({ signal }) => api.get<Course>(`/opportunities/${record.id}/stays`, { signal }),
  })
  const mover = useMover(record)
  if (stays.error) return <ErrorState error={stays.error} />
  if (!stays.data) return <Skeletons shape="list" />

  const { stages, version, newestVersion } = stays.data
  const isRunning = record.state === 'open'
  const times = timeInStages(stays.data.stays, { isRunning, now: new Date() })
  const current = referenceIn(record, 'stage')?.id
  const asked = object.verbs.find(verb => verb.verb === mover.asking)
  const here = stages.find(stage => stage.id === current)
  return (
    <div className={styles.frame}>
      <ol className={styles.stages} aria-label={t('board.bar.title')}>
        {stages
          .filter(stage => isPart(stage, { current, isRunning, times }))
          .map(stage => (
            <Step
              key={stage.id}
              stage={stage}
              isCurrent={stage.id === current}
              isRunning={isRunning}
              time={times.get(stage.id)}
              mayMove={
                stage.id !== current &&
                record.can.includes(verbInto(stage.kind)) &&
                (stage.kind !== 'afterWon' || record.state === 'won')
              }
              isBusy={mover.isBusy}
              onMove={() =>
                mover.to(
                  stage,
                  stages.find(one => one.id === current),
                )
              }
            />
          ))}
      </ol>
      {isRunning && version < newestVersion ? (
        <p className={styles.version}>
          {t('board.bar.version', { version, newest: newestVersion })}
          {record.can.includes('moveOver') ? (
            <Button size="small" onClick={mover.askOver}>
              {t('board.bar.moveOver')}
            </Button>
          ) : null}
        </p>
      ) : null}
      {isRunning && here && hasGuidance(here) ? (
        <section className={styles.guidance} aria-label={t('board.bar.guidance', { stage: here.name })}>
          <h4>{t('board.bar.guidance', { stage: here.name })}</h4>
          <GuidanceWords stage={{ ...here, needs: [] }} />
        </section>
      ) : null}
      {isRunning ? <NextNeeds object={object} record={record} next={nextAfter(stages, current)} /> : null}
      {asked ? <VerbSheet open object={object} record={record} verb={asked} onClose={mover.close} /> : null}
    </div>
  )
}

/** The open stage after the present one, or the one that wins. */
function nextAfter(stages: readonly BoardStage[], current: string | undefined): BoardStage | undefined {
  const place = stages.findIndex(stage => stage.id === current)
  return place < 0 ? undefined : stages.slice(place + 1).find(stage => stage.kind === 'open' || stage.kind === 'won')
}

/** What the next stage asks for, and what of it is there already. */
function NextNeeds({ object, record, next }: PanelProps & { next: BoardStage | undefined }) {
  const t = useText()
  const needs = (next?.needs ?? []).filter(name => fieldNamed(object, name))
  if (!next || needs.length === 0) return null
  return (
    <section className={styles.guidance} aria-label={t('board.bar.needs', { stage: next.name })}>
      <h4>{t('board.bar.needs', { stage: next.name })}</h4>
      <ul className={styles.needs}>
        {needs.map(name => {
          const isThere = !isEmpty(record[name])
          return (
            <li key={name} data-there={isThere}>
              {isThere ? <CheckOutlined aria-hidden /> : <MinusOutlined aria-hidden />}{' '}
              {fieldNamed(object, name)?.label}
              <span className="for-readers-only">{t(isThere ? 'board.bar.filled' : 'board.bar.missing')}</span>
            </li>
          )
        })}
      </ul>
    </section>
  )
}

/** The stages by which the opportunity goes, and where it has been. */
interface Course {
  stays: Stay[]
  stages: BoardStage[]
  version: number
  newestVersion: number
}

/** What can be reached from here or was gone through; endings that an ended opportunity did not take say nothing. */
const isPart = (
  stage: BoardStage,
  { current, isRunning, times }: { current: string | undefined; isRunning: boolean; times: Map<string, TimeInStage> },
): boolean =>
  stage.kind === 'open' || stage.id === current || times.has(stage.id) || (isRunning && stage.kind !== 'afterWon')

/** Open stages take it at once and can be undone; the others ask first. */
function useMover(record: ApiRecord) {
  const t = useText()
  const toast = useToast()
  const move = useVerb('opportunities', 'move')
  const [asking, setAsking] = useState<string | null>(null)
  const card = String(record.name)
  async function to(stage: BoardStage, from: BoardStage | undefined): Promise<void> {
    const verb = verbInto(stage.kind)
    if (verb !== 'move') return setAsking(verb)
    try {
      await move.mutateAsync({ id: record.id, input: { stage: stage.id } })
      if (from?.kind === 'open')
        toast.sayUndo(t('board.moved', { card, stage: stage.name }), () =>
          move.mutateAsync({ id: record.id, input: { stage: from.id } }),
        )
      else toast.say(t('board.moved', { card, stage: stage.name }))
    } catch (error) {
      toast.fail(error)
    }
  }
  return {
    to: (stage: BoardStage, from: BoardStage | undefined) => void to(stage, from),
    asking,
    askOver: () => setAsking('moveOver'),
    close: () => setAsking(null),
    isBusy: move.isPending,
  }
}

interface StepProps {
  stage: BoardStage
  isCurrent: boolean
  isRunning: boolean
  time: TimeInStage | undefined
  mayMove: boolean
  isBusy: boolean
  onMove: () => void
}

function Step({ stage, isCurrent, isRunning, time, mayMove, isBusy, onMove }: StepProps) {
  const t = useText()
  const inside = (
    <>
      <span className={styles.mark} aria-hidden>
        {time && !isCurrent ? <CheckOutlined /> : null}
      </span>
      <span className={styles.name}>{stage.name}</span>
      <Time time={time} stage={stage} isCurrent={isCurrent} isRunning={isRunning} />
    </>
  )
  return (
    <li
      className={styles.step}
      data-kind={stage.kind}
      data-current={isCurrent}
      data-passed={time !== undefined}
      {...(isCurrent ? { 'aria-current': 'step' as const } : {})}
    >
      {mayMove ? (
        <Tooltip
          title={
            isRunning ? t('board.bar.moveTo', { stage: stage.name }) : t('board.bar.reopen', { stage: stage.name })
          }
        >
          <button type="button" disabled={isBusy} onClick={onMove}>
            {inside}
          </button>
        </Tooltip>
      ) : (
        <div>{inside}</div>
      )}
    </li>
  )
}

/** Days in a stage; of the present one against its norm. Where an opportunity has ended, time says nothing. */
function Time({ time, stage, isCurrent, isRunning }: Pick<StepProps, 'time' | 'stage' | 'isCurrent' | 'isRunning'>) {
  const t = useText()
  const locale = useLocale()
  if (!time || (isCurrent && !isRunning)) return null
  if (time.days === null) return <span className={styles.time}>{t('board.bar.daysUnknown')}</span>
  const days = formatNumber(time.days, { locale })
  const since = new Date(Date.now() - time.days * 86_400_000 - 1).toISOString()
  const tone = isCurrent ? stageAge(since, stage.normDays, new Date()).tone : 'quiet'
  return (
    <span className={styles.time} data-tone={tone}>
      {time.times > 1 ? t('board.bar.times', { days, count: time.times }) : t('board.bar.days', { days })}
    </span>
  )
}

function referenceIn(record: ApiRecord, field: string): ApiReference | null {
  const value = record[field]
  return typeof value === 'object' && value !== null && 'id' in value ? (value as unknown as ApiReference) : null
}
